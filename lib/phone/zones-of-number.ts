import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js';
import { zonesOfAreaCode } from './area-codes';

/** Newer V8 versions have a method, older ones a property. */
interface LocaleWithZones extends Intl.Locale {
  getTimeZones?(): string[] | undefined;
  timeZones?: string[];
}

/**
 * Every IANA zone that an E.164 number may be in: by area code in the United States and Canada, by country elsewhere.
 * Empty for numbers without a place (satellite, toll-free, unassigned area codes).
 */
export function zonesOfNumber(e164: string): string[] {
  const number = parsePhoneNumberFromString(e164, { extract: false });
  if (!number?.country) return [];
  if (number.country === 'US' || number.country === 'CA')
    return [...(zonesOfAreaCode.get(number.nationalNumber.slice(0, 3)) ?? [])];
  return zonesOfCountry(number.country);
}

/** Every IANA zone of a country. */
export function zonesOfCountry(country: CountryCode): string[] {
  const locale: LocaleWithZones = new Intl.Locale(`und-${country}`);
  return locale.getTimeZones?.() ?? locale.timeZones ?? [];
}
