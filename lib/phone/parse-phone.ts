import { type CountryCode, parsePhoneNumberFromString } from 'libphonenumber-js';

/**
 * A telephone number as a person writes it, in E.164 (`+12025550100`); null when it is none. Digits without a country
 * code are read as `defaultCountry`'s, and are no number without one. A number with an extension is refused: an
 * extension cannot be dialled, and dropping it would ring somebody else.
 */
export function parsePhone(text: string, defaultCountry?: CountryCode): string | null {
  const written = text.trim().replace(/^tel:/i, '');
  const number = parsePhoneNumberFromString(written, { defaultCountry, extract: false });
  return number?.isValid() && !number.ext ? number.number : null;
}
