'use client';

import { ComboBox } from '@/app/_components/form/combo-box';

const languages = [
  'cs-CZ',
  'da-DK',
  'de-AT',
  'de-CH',
  'de-DE',
  'en-AU',
  'en-CA',
  'en-GB',
  'en-IE',
  'en-IN',
  'en-US',
  'es-ES',
  'es-MX',
  'es-US',
  'fi-FI',
  'fr-BE',
  'fr-CA',
  'fr-CH',
  'fr-FR',
  'it-IT',
  'ja-JP',
  'ko-KR',
  'nb-NO',
  'nl-BE',
  'nl-NL',
  'pl-PL',
  'pt-BR',
  'pt-PT',
  'sv-SE',
  'tr-TR',
];

interface LanguageFieldProps {
  defaultValue: string;
  isDisabled: boolean;
}

/** The text-to-speech language; one that was set elsewhere stays an option. */
export function LanguageField({ defaultValue, isDisabled }: LanguageFieldProps) {
  const names = new Intl.DisplayNames('en', { type: 'language', languageDisplay: 'standard' });
  const options = [...new Set([...languages, defaultValue])].map((value) => ({
    value,
    label: names.of(value) ?? value,
    hint: value,
  }));
  return (
    <ComboBox
      name="language"
      label="Language"
      options={options.sort((a, b) => a.label.localeCompare(b.label, 'en'))}
      defaultValue={defaultValue}
      isDisabled={isDisabled}
      className="max-w-80"
    />
  );
}
