import type { CommandContext } from '@/lib/db/command-context';
import { isOptedOut } from '@/lib/orgs/settings/opt-out-queries';
import { countryOfZone } from '@/lib/phone/country-of-zone';
import { parsePhone } from '@/lib/phone/read-phone';
import type { BookingSettings } from './booking-settings';
import type { ValidationErrors } from './validation-errors';

/** A number as sent in E.164, or null. Without a country code it is read as a number of the organization's country. */
export function parseAttendeePhone(text: string, settings: Pick<BookingSettings, 'timeZone'>): string | null {
  return parsePhone(text) ?? parsePhone(text, countryOfZone(settings.timeZone));
}

/** The attendee's number in E.164; names a fault and answers null when it is none, or must never be dialled. */
export async function readPhone(
  ctx: CommandContext,
  text: string,
  settings: Pick<BookingSettings, 'timeZone'>,
  faults: ValidationErrors,
): Promise<string | null> {
  const phone = parseAttendeePhone(text, settings);
  if (!phone) {
    const message = 'Enter a valid phone number with its country code, e.g. +1 202 555 0123.';
    faults.add('invalid_phone', 'attendee_phone', message);
    return null;
  }
  if (await isOptedOut(ctx.db, ctx.org, phone)) {
    faults.add('opted_out', 'attendee_phone', 'This number is on your opt-out list. Enter another number.');
    return null;
  }
  return phone;
}
