import type { Draft } from './draft';
import { ZoneChoice } from './zone-choice';

interface AttendeeZoneProps {
  draft: Draft;
  change: (changes: Partial<Draft>) => void;
}

/** Where the attendee is: as the number says, unless it is stated. */
export function AttendeeZone({ draft, change }: AttendeeZoneProps) {
  return (
    <ZoneChoice
      label="Time zone of the attendee"
      name="attendee_timezone"
      value={draft.attendeeZone}
      onChange={(attendeeZone) => change({ attendeeZone })}
      sentence={
        draft.attendeeZone
          ? `The attendee is in ${draft.attendeeZone.replaceAll('_', ' ')}.`
          : 'Where the attendee is follows from the number.'
      }
      buttonLabel="Choose their zone"
    />
  );
}
