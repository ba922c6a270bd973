'use client';

import { useState } from 'react';
import { Checkbox } from '@/app/_components/form/checkbox';
import { Switch } from '@/app/_components/form/switch';
import { TimeField } from '@/app/_components/form/time-field';
import { textOf } from '@/app/(dashboard)/_parts/form-changes';
import type { CallSettingsWire } from '@/lib/contracts/call-settings';

type Hours = CallSettingsWire['calling_hours'];

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** End of day is 00:00 on a clock and 24:00 in the settings, where an end must come after its start. */
const asClock = (end: string) => (end === '24:00' ? '00:00' : end);
const asEnd = (clock: string) => (clock === '00:00' ? '24:00' : clock);

/** The days and times at which calls may be placed. */
export function HoursFields({ hours, isDisabled }: { hours: Hours; isDisabled: boolean }) {
  const [isOn, setOn] = useState(hours.enabled);
  return (
    <div className="flex flex-col gap-4">
      <Switch
        name="hours_enabled"
        value="yes"
        isSelected={isOn}
        onChange={setOn}
        isDisabled={isDisabled}
        hint={isOn ? undefined : 'Off: calls can go out at any hour, which many countries prohibit.'}
      >
        Only call during these hours
      </Switch>
      {isOn ? (
        <>
          <div className="flex flex-wrap gap-4">
            <TimeField
              name="calling_hours.start"
              label="From"
              defaultValue={hours.start}
              isDisabled={isDisabled}
              isRequired
              className="w-32"
            />
            <TimeField
              name="calling_hours.end"
              label="Until"
              hint="00:00 means end of day."
              defaultValue={asClock(hours.end)}
              isDisabled={isDisabled}
              isRequired
              className="w-32"
            />
          </div>
          <fieldset className="flex flex-wrap gap-x-4 gap-y-1">
            <legend className="mb-1 text-table font-medium">Days</legend>
            {weekdays.map((name, at) => (
              <Checkbox
                key={name}
                name="calling_hours.days"
                value={String(at + 1)}
                defaultSelected={hours.days.includes(at + 1)}
                isDisabled={isDisabled}
              >
                {name}
              </Checkbox>
            ))}
          </fieldset>
        </>
      ) : null}
    </div>
  );
}

/** The hours in the form; while switched off, the current ones are kept. */
export function readHours(data: FormData, current: Hours): Hours {
  if (data.get('hours_enabled') === null) return { ...current, enabled: false };
  return {
    enabled: true,
    start: (textOf(data, 'calling_hours.start') ?? '').slice(0, 5),
    end: asEnd((textOf(data, 'calling_hours.end') ?? '').slice(0, 5)),
    days: data.getAll('calling_hours.days').map(Number),
  };
}
