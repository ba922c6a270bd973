import type { BookingWarning } from '@/lib/contracts/bookings';
import { zonesOfNumber } from '@/lib/phone/zones-of-number';
import { withinCallingHours } from '@/lib/time/calling-hours';
import type { BookingSettings } from './booking-settings';

interface Planned {
  fulfilment: 'call' | 'meeting';
  startTime: Date;
  attendeePhone: string | null;
  attendeeTimezone: string | null;
  /** Null: nobody in particular. */
  staffName: string | null;
  staffPhone: string | null;
}

/** Every zone that the attendee may be in: as stated, else what the number tells. */
export function attendeeZones(planned: Pick<Planned, 'attendeePhone' | 'attendeeTimezone'>): string[] {
  if (planned.attendeeTimezone) return [planned.attendeeTimezone];
  return planned.attendeePhone ? zonesOfNumber(planned.attendeePhone) : [];
}

/** What would keep the call from being placed, as far as it can be seen now. The gates at the instant of dialling decide. */
export function warningsOf(planned: Planned, settings: BookingSettings): BookingWarning[] {
  // A meeting takes place elsewhere; nobody is dialled.
  if (planned.fulfilment === 'meeting') return [];
  return [...operatorWarning(planned, settings), ...hoursWarning(planned, settings)];
}

function operatorWarning({ staffName, staffPhone }: Planned, { operatorLine }: BookingSettings): BookingWarning[] {
  if (staffPhone || operatorLine) return [];
  if (staffName === null)
    return [{ code: 'no_operator', message: 'Nobody is set to take this call, and there is no operator line.' }];
  const message = `${staffName} has no telephone number, so the call could not be connected.`;
  return [{ code: 'operator_without_phone', message }];
}

function hoursWarning(planned: Planned, { callingHours }: BookingSettings): BookingWarning[] {
  const zones = attendeeZones(planned);
  if (!planned.attendeePhone && zones.length === 0) return [];
  const hours = withinCallingHours(callingHours, zones, planned.startTime);
  if (hours.allowed) return [];
  if (zones.length === 0) {
    const message = 'The number does not say where the attendee is. State their time zone, or the call is not placed.';
    return [{ code: 'attendee_zone_unknown', message }];
  }
  const message = `The call would not be placed: it is outside the calling hours where the attendee is (${hours.evidence}).`;
  return [{ code: 'outside_calling_hours', message }];
}
