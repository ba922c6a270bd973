import { statedZone } from '@/lib/bookings/attendees';
import type { BookingWarning } from '@/lib/contracts/bookings';
import type { ZoneOrigin } from '@/lib/db/schema/bookings';
import { zonesOfNumber } from '@/lib/phone/zones-of-number';
import { withinCallingHours } from '@/lib/time/calling-hours';
import type { BookingSettings } from './bookable';

interface Planned {
  fulfilment: 'call' | 'meeting';
  startTime: Date;
  attendeePhone: string | null;
  attendeeTimezone: string | null;
  attendeeTimezoneOrigin: ZoneOrigin | null;
  /** Null when no member of staff is named. */
  staffName: string | null;
  staffPhone: string | null;
}

/** Every zone that the attendee may be in: the stated one, else those of the number. */
export function attendeeZones(
  planned: Pick<Planned, 'attendeePhone' | 'attendeeTimezone' | 'attendeeTimezoneOrigin'>,
): string[] {
  const stated = statedZone(planned);
  if (stated) return [stated];
  return planned.attendeePhone ? zonesOfNumber(planned.attendeePhone) : [];
}

/** What would keep the call from being placed as things stand. The gates decide when it is due. */
export function warningsOf(planned: Planned, settings: BookingSettings): BookingWarning[] {
  // Nobody is dialled for a meeting.
  if (planned.fulfilment === 'meeting') return [];
  return [...operatorWarning(planned, settings), ...hoursWarning(planned, settings)];
}

function operatorWarning({ staffName, staffPhone }: Planned, { operatorLine }: BookingSettings): BookingWarning[] {
  if (staffPhone || operatorLine) return [];
  if (staffName === null)
    return [{ code: 'no_operator', message: 'Nobody is set to take this call, and there is no operator line.' }];
  const message = `${staffName} has no phone number, so the call could not be connected.`;
  return [{ code: 'operator_without_phone', message }];
}

function hoursWarning(planned: Planned, { callingHours }: BookingSettings): BookingWarning[] {
  const zones = attendeeZones(planned);
  if (!planned.attendeePhone && zones.length === 0) return [];
  const hours = withinCallingHours(callingHours, zones, planned.startTime);
  if (hours.allowed) return [];
  if (zones.length === 0) {
    const message = "The number doesn't say where the attendee is. State their time zone, or the call won't be placed.";
    return [{ code: 'attendee_zone_unknown', message }];
  }
  const message = `The call wouldn't be placed: it is outside the calling hours where the attendee is (${hours.evidence}).`;
  return [{ code: 'outside_calling_hours', message }];
}
