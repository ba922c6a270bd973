import { type CountryCode, isSupportedCountry, type PhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js';
import { zonesOfAreaCode } from './area-codes';

/** A phone number that can be dialled. */
interface DialableNumber {
  e164: string;
  /** Digits to send once the call is answered, or null. */
  extension: string | null;
}

/** A number that was typed into a spreadsheet as a number comes out with decimals, in quotes, or as `="…"`. */
const TEXT_MARKS = /^[=\s"'’‘`´]+|[\s"'’‘`´]+$/g;
const DECIMALS = /^(\+?[\d\s]{6,})[.,]0{1,3}$/;
const ROUNDED = /^\+?\d+(?:[.,]\d+)?e\+?\d+$/i;

const SCHEME = /^(?:tel|callto|sms|whatsapp)\s*:(?:\/\/)?/i;
const LABEL =
  /^(?:tel(?:efon|ephone|éfono|efono|efone)?|phone|mobile?|mobil|mob|móvil|celular|cell|handy|office|work|home|direct|number|nr|no|ph|t|m|p)\b\s*(?:phone|number|no|nr)?\s*[.:#)-]*\s*/i;
/** `(+44) 20 …`, `[0044] 20 …`, `+(44) 20 …`: brackets around the country code. */
const BRACKETED_CODE = /^[([]\s*((?:\+|00|011)\s*\d{1,3})\s*[)\]]|^\+\s*[([]\s*(\d{1,3})\s*[)\]]/;
/** The trunk zero that is dropped when calling from abroad: `+44 (0)20 …`. */
const TRUNK_ZERO = /[([]\s*0\s*[)\]]/;
/** What is dialled before a country code: most of the world, North America, Australia, Japan, the former USSR. */
const ACCESS_CODE = /^\+?\s*(?:0011|011|00|010|810)\s*(?=[1-9(])/;
const EXTENSION =
  /\s*(?:[,;]?\s*(?:ext(?:ension|n)?|durchwahl|dw|interno|int|poste|ramal|anexo|x)[.:\s=#]*|[,;]+|#)\s*(\d{1,7})\s*#?$/i;

/**
 * Reads a phone number as people and their tools write it: with direction marks, brackets, international prefixes, a
 * trunk zero, spreadsheet artefacts or an extension. Digits without a country code are read as a number of the first of
 * `countries` in which they are valid. Null when it is no number, or one that a spreadsheet has rounded.
 */
export function readPhone(text: string, countries: readonly (CountryCode | undefined)[] = []): DialableNumber | null {
  const cleaned = clean(text);
  if (!/\d/.test(cleaned) || ROUNDED.test(cleaned)) return null;
  const { digits, extension } = splitExtension(cleaned.replace(DECIMALS, '$1'));
  for (const candidate of candidatesOf(
    digits,
    countries.filter((country) => country !== undefined),
  )) {
    const e164 = validNumber(candidate);
    if (e164) return { e164, extension };
  }
  return null;
}

/** The number in E.164, for places that keep no extension; null when it has one, since the main line is somebody else. */
export function parsePhone(text: string, ...countries: (CountryCode | undefined)[]): string | null {
  const read = readPhone(text, countries);
  return read && read.extension === null ? read.e164 : null;
}

/** Characters that show nothing go; every digit, dash and space becomes the plain one; labels and quotes are dropped. */
function clean(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/\p{Cf}|\p{Cc}/gu, '')
    .replace(/\p{Nd}/gu, (digit) => String(digitValue(digit)))
    .replace(/\p{Pd}|−/gu, '-')
    .replace(/\p{Zs}/gu, ' ')
    .replace(TEXT_MARKS, '')
    .trim()
    .replace(SCHEME, '')
    .replace(LABEL, '')
    .replace(/^\(0\)\s*(?=\+)/, '')
    .trim();
}

/** Decimal digits of every script stand in runs of ten that begin with zero. */
function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0;
  for (let value = 0; value < 10; value += 1)
    if (!/\p{Nd}/u.test(String.fromCodePoint(code - value - 1)) || value === 9) return value;
  return 0;
}

function splitExtension(text: string): { digits: string; extension: string | null } {
  const parameters = text.split(/;(?!ext)/i)[0] ?? text;
  const match = EXTENSION.exec(parameters);
  if (!match?.[1] || parameters.slice(0, match.index).replace(/\D/g, '').length < 6)
    return { digits: parameters, extension: null };
  return { digits: parameters.slice(0, match.index), extension: match[1] };
}

interface Candidate {
  text: string;
  country?: CountryCode;
}

function candidatesOf(written: string, countries: readonly CountryCode[]): Candidate[] {
  const text = written.replace(BRACKETED_CODE, (_, code?: string, digits?: string) => code ?? `+${digits}`);
  const international = text.replace(ACCESS_CODE, '+').replace(/^\+[+\s]*/, '+');
  const variants = (one: string) => (TRUNK_ZERO.test(one) ? [one, one.replace(TRUNK_ZERO, '')] : [one]);
  if (text.startsWith('+')) return variants(international).map((one) => ({ text: one }));
  return [
    ...countries.flatMap((country) => variants(text).map((one) => ({ text: one, country }))),
    ...(international === text ? [] : variants(international).map((one) => ({ text: one }))),
    // Exports write the country code without its plus.
    ...(/^[1-9]/.test(text.replace(/\D/g, '')) ? variants(`+${text}`).map((one) => ({ text: one })) : []),
  ];
}

function validNumber({ text, country }: Candidate): string | null {
  // A known country reads its own international prefix, which others write otherwise.
  if (country && !isSupportedCountry(country)) return null;
  const number = parsePhoneNumberFromString(text, { defaultCountry: country, extract: false });
  if (!number || number.ext) return null;
  if (number.isValid()) return number.number;
  return withoutMobilePrefix(number) ?? newAreaCode(number);
}

/** Mexico dropped the 1 of mobile numbers (and 044, 045, 01 at home) in 2019; the subscriber is the same without it. */
function withoutMobilePrefix(number: PhoneNumber): string | null {
  if (number.countryCallingCode !== '52') return null;
  const subscriber = /^(?:1|01|04[45])(\d{10})$/.exec(number.nationalNumber)?.[1];
  const plain = subscriber ? parsePhoneNumberFromString(`+52${subscriber}`) : undefined;
  return plain?.isValid() ? plain.number : null;
}

/** Area codes open faster than the metadata follows: our own table is enough for a number of the right form. */
function newAreaCode(number: PhoneNumber): string | null {
  const match = /^([2-9]\d{2})[2-9]\d{6}$/.exec(number.nationalNumber);
  return number.countryCallingCode === '1' && match?.[1] && zonesOfAreaCode.has(match[1]) ? number.number : null;
}
