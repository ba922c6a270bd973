import { bookingLimits, type StartResolution } from '@/lib/contracts/bookings';
import { emailAddress } from '@/lib/contracts/shared';
import { AppError, type ErrorCode } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { isOptedOut } from '@/lib/orgs/settings/opt-out-queries';
import { countryOfZone } from '@/lib/phone/country-of-zone';
import { kindOfNumber, refusalText } from '@/lib/phone/number-kind';
import { parsePhone } from '@/lib/phone/read-phone';
import { readTimeZone } from '@/lib/time/read-time-zone';
import { resolveInstant, sayInstant, type WallTimeResolution } from '@/lib/time/wall-time';
import type { BookingSettings } from './bookable';

/** Collects everything that is wrong with an input, so that a form shows it all at once. The first gives the error its code. */
export class ValidationErrors {
  private readonly found: { code: ErrorCode; field: string; message: string }[] = [];

  add(code: ErrorCode, field: string, message: string): void {
    this.found.push({ code, field, message });
  }

  /** @throws AppError when anything is wrong */
  throwIfAny(): void {
    const [first] = this.found;
    if (!first) return;
    throw new AppError(first.code, first.message, {
      fields: this.found.map(({ field, message }) => ({ field, message })),
    });
  }
}

/** The zone by its canonical name; null, with an error added, when there is no such zone. */
export function readZone(name: string, field: string, errors: ValidationErrors): string | null {
  const { zone, suggestion } = readTimeZone(name);
  if (!zone)
    errors.add(
      'unknown_time_zone',
      field,
      suggestion
        ? `“${name}” has no daylight saving time. Use ${suggestion}.`
        : `“${name}” is not a time zone. Use an IANA name, e.g. Europe/Berlin.`,
    );
  return zone;
}

interface ReadStart {
  start: Date;
  resolution: StartResolution | null;
}

/** The instant of a start as sent; null, with an error added, when it is no date and time. */
export function readStart(text: string, zone: string, errors: ValidationErrors): ReadStart | null {
  const read = resolveInstant(text, zone);
  if (!read) {
    errors.add('validation_failed', 'start_time', `“${text}” is not a date and time that exists.`);
    return null;
  }
  if (read.instant >= new Date(bookingLimits.tooFarAhead)) {
    errors.add('validation_failed', 'start_time', 'The start is too far ahead.');
    return null;
  }
  return { start: read.instant, resolution: read.resolution && toWire(read.resolution, read.instant) };
}

function toWire(resolution: WallTimeResolution, instant: Date): StartResolution {
  const { kind, requested, zone, resolved, alternative } = resolution;
  const asked = requested.slice(11, 16);
  return {
    kind,
    requested,
    time_zone: zone,
    resolved,
    alternative: alternative?.toISOString() ?? null,
    message:
      kind === 'gap'
        ? `The clocks skip ${asked} that day, so the booking starts ${sayInstant(zone, instant)}.`
        : `The clocks show ${asked} twice that day; the booking starts at the first, ${resolved.slice(19)} from UTC.`,
  };
}

/** A number as sent in E.164, or null. Without a country code it is read as a number of the organization's country. */
export function parseAttendeePhone(text: string, settings: Pick<BookingSettings, 'timeZone'>): string | null {
  return parsePhone(text) ?? parsePhone(text, countryOfZone(settings.timeZone));
}

/** The attendee's number in E.164; null, with an error added, when it is no number, can't be called or opted out. */
export async function readPhone(
  ctx: CommandContext,
  text: string,
  settings: Pick<BookingSettings, 'timeZone'>,
  errors: ValidationErrors,
): Promise<string | null> {
  const phone = parseAttendeePhone(text, settings);
  if (!phone) {
    const message = 'Enter a valid phone number with its country code, e.g. +1 202 555 0123.';
    errors.add('invalid_phone', 'attendee_phone', message);
    return null;
  }
  const { refusal } = kindOfNumber(phone);
  if (refusal) {
    errors.add('number_not_callable', 'attendee_phone', refusalText[refusal]);
    return null;
  }
  if (await isOptedOut(ctx.db, ctx.org, phone)) {
    errors.add('opted_out', 'attendee_phone', 'This number is on your opt-out list. Enter another number.');
    return null;
  }
  return phone;
}

/** Adds an error when an email address was sent that is not one. */
export function checkEmail(email: string | null | undefined, errors: ValidationErrors): void {
  if (email && !emailAddress.safeParse(email).success)
    errors.add('validation_failed', 'attendee_email', 'Enter a valid email address, e.g. name@company.com.');
}
