import { browserNow } from '@/app/_components/browser-clock';
import { zonePlace, zoneText } from '@/app/_components/time/time-text';
import type { BookingCheck } from '@/lib/contracts/bookings';
import type { Draft } from './draft';
import { ZoneChoice } from './zone-choice';

interface AttendeeZoneProps {
  draft: Draft;
  check: BookingCheck | undefined;
  change: (changes: Partial<Draft>) => void;
}

/** Where the attendee is: derived from the number unless it is set. */
export function AttendeeZone({ draft, check, change }: AttendeeZoneProps) {
  return (
    <ZoneChoice
      label="Attendee’s time zone"
      name="attendee_timezone"
      value={draft.attendeeZone}
      onChange={(attendeeZone) => change({ attendeeZone })}
      sentence={sentence(draft, check)}
      buttonLabel={draft.attendeeZone || check?.attendee.timezone ? 'Change' : 'Set time zone'}
    />
  );
}

function sentence(draft: Draft, check: BookingCheck | undefined): string {
  const zone = draft.attendeeZone ?? check?.attendee.timezone;
  if (!zone) return 'We’ll work out their time zone from the number.';
  const place = `${zonePlace(zone)} (${zoneText(check ? Date.parse(check.start_time) : browserNow(), zone)})`;
  return draft.attendeeZone ? place : `${place}, from their number`;
}
