import { AppError } from '@/lib/core/errors';
import { kindOfNumber, refusalText } from '@/lib/phone/number-kind';
import { parsePhone } from '@/lib/phone/read-phone';
import { canonicalTimeZone } from '@/lib/time/zones';

/** The number in E.164. @throws AppError `invalid_phone`, for the field */
export function requirePhone(text: string, field: string): string {
  const phone = parsePhone(text);
  if (phone) return phone;
  const message = 'Enter a valid phone number with its country code, e.g. +1 202 555 0123.';
  throw new AppError('invalid_phone', message, { fields: [{ field, message }] });
}

/** A number that calls may go to or come from. @throws AppError `invalid_phone`, `number_not_callable`, for the field */
export function requireCallablePhone(text: string, field: string): string {
  const phone = requirePhone(text, field);
  const { refusal } = kindOfNumber(phone);
  if (refusal === null) return phone;
  const message = refusalText[refusal];
  throw new AppError('number_not_callable', message, { fields: [{ field, message }] });
}

/** The zone's name as the IANA database spells it. @throws AppError `unknown_time_zone`, for the field */
export function requireTimeZone(name: string, field: string): string {
  const zone = canonicalTimeZone(name);
  if (zone) return zone;
  const message = 'Enter an IANA time zone, e.g. Europe/Berlin.';
  throw new AppError('unknown_time_zone', message, { fields: [{ field, message }] });
}
