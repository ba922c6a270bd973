'use client';

import { Button } from '@/app/_components/action/button';
import { browserNow } from '@/app/_components/browser-clock';
import { DatePicker } from '@/app/_components/form/date-picker';
import { NumberField } from '@/app/_components/form/number-field';
import { TimeField } from '@/app/_components/form/time-field';
import { zonePlace, zoneText } from '@/app/_components/time/time-text';
import { bookingLimits } from '@/lib/contracts/bookings';
import { type Draft, instantOf, quickStarts, wallOf } from './draft';
import { ZoneChoice } from './zone-choice';

interface WhenFieldsProps {
  draft: Draft;
  change: (changes: Partial<Draft>) => void;
  /** Epoch milliseconds. */
  now: number;
}

/** Date, time and duration, in a time zone that can be changed. */
export function WhenFields({ draft, change, now }: WhenFieldsProps) {
  const instant = instantOf(draft);
  const setTime = (changes: Partial<Draft>) => change({ occurrence: 'first', ...changes });
  return (
    <fieldset className="flex min-w-0 flex-col gap-2">
      <legend className="sr-only">When</legend>
      <div className="grid gap-4 @sm:grid-cols-2 @xl:grid-cols-3">
        <DatePicker
          label="Date"
          name="start_date"
          timeZone={draft.timeZone}
          value={draft.date}
          onChange={(date) => setTime({ date })}
        />
        <TimeField
          label="Time"
          name="start_time"
          value={draft.time}
          onChange={(time) => setTime({ time })}
          zoneName={zoneText(instant ?? now, draft.timeZone)}
        />
        <NumberField
          label="Duration"
          name="duration_minutes"
          value={draft.minutes}
          onChange={(minutes) => {
            if (Number.isFinite(minutes)) change({ minutes });
          }}
          minValue={bookingLimits.shortestMinutes}
          maxValue={bookingLimits.longestMinutes}
          step={5}
          formatOptions={{ style: 'unit', unit: 'minute', unitDisplay: 'short' }}
        />
      </div>
      <div className="flex flex-wrap items-center gap-2">
        {quickStarts(now, draft.timeZone).map(({ label }, index) => (
          <Button
            key={label}
            size="small"
            onPress={() => {
              const at = quickStarts(browserNow(), draft.timeZone)[index]?.at;
              if (at !== undefined) change(wallOf(at, draft.timeZone));
            }}
          >
            {label}
          </Button>
        ))}
      </div>
      <ZoneChoice
        label="Time zone of this date and time"
        name="timezone"
        value={draft.timeZone}
        onChange={(zone) => {
          if (zone) setTime({ timeZone: zone });
        }}
        sentence={`Times in ${zonePlace(draft.timeZone)} (${zoneText(instant ?? now, draft.timeZone)})`}
        buttonLabel="Set time zone"
      />
    </fieldset>
  );
}
