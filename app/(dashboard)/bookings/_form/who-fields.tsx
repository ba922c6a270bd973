'use client';

import { TextField } from '@/app/_components/form/text-field';
import { bookingLimits } from '@/lib/contracts/bookings';
import { type Draft, titleFor } from './draft';

interface FieldsProps {
  draft: Draft;
  change: (changes: Partial<Draft>) => void;
}

/** Who to call, and what about. */
export function WhoFields({ draft, change }: FieldsProps) {
  return (
    <>
      <div className="grid gap-4 @xl:grid-cols-2">
        <TextField
          label="Who are you calling?"
          name="attendee_name"
          value={draft.attendeeName}
          onChange={(attendeeName) => change({ attendeeName })}
          maxLength={bookingLimits.nameLength}
          autoComplete="off"
          autoFocus
        />
        <TextField
          label="Phone number"
          name="attendee_phone"
          type="tel"
          inputMode="tel"
          value={draft.attendeePhone}
          onChange={(attendeePhone) => change({ attendeePhone })}
          maxLength={40}
          autoComplete="off"
          hint="e.g. (212) 555-0141, or +44 20 7946 0018 for other countries"
        />
      </div>
      <div className="grid gap-4 @xl:grid-cols-2">
        <TextField
          label="Email (optional)"
          name="attendee_email"
          type="text"
          inputMode="email"
          value={draft.attendeeEmail}
          onChange={(attendeeEmail) => change({ attendeeEmail })}
          maxLength={254}
          autoComplete="off"
        />
        <TextField
          label="Title (optional)"
          name="title"
          value={draft.title}
          onChange={(title) => change({ title })}
          maxLength={bookingLimits.titleLength}
          placeholder={titleFor(draft.attendeeName)}
          autoComplete="off"
        />
      </div>
    </>
  );
}
