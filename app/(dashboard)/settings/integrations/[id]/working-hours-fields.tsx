'use client';

import { Plus, X } from 'lucide-react';
import { IconButton } from '@/app/_components/action/icon-button';
import { TimeField } from '@/app/_components/form/time-field';
import { type Window, withWindow } from './windows';

interface WorkingHoursFieldsProps {
  windows: Window[];
  onChange: (windows: Window[]) => void;
  isDisabled: boolean;
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

const addId = (weekday: number) => `add-hours-${weekday}`;

/** The hours of each weekday: none, one span, or several with breaks. */
export function WorkingHoursFields({ windows, onChange, isDisabled }: WorkingHoursFieldsProps) {
  const change = (key: number, part: Partial<Window>) =>
    onChange(windows.map((one) => (one.key === key ? { ...one, ...part } : one)));

  function remove({ key, weekday }: Window) {
    // The focused button is removed with its hours.
    document.getElementById(addId(weekday))?.focus();
    onChange(windows.filter((one) => one.key !== key));
  }

  return (
    <fieldset className="min-w-0">
      <legend className="text-table font-medium">Working hours</legend>
      <ul className="divide-y">
        {weekdays.map((day, at) => {
          const hours = windows.filter(({ weekday }) => weekday === at + 1);
          return (
            <li key={day} className="flex min-h-12 flex-wrap items-start gap-x-3 gap-y-1 py-1.5 md:flex-nowrap">
              <span className="flex-1 pt-1.5 md:w-24 md:flex-none">{day}</span>
              <div className="flex min-w-0 basis-full flex-col gap-1.5 max-md:order-last md:flex-1">
                {hours.length === 0 ? <span className="pt-1.5 text-text-muted">Closed</span> : null}
                {hours.map((window) => (
                  <div key={window.key} className="flex flex-wrap items-center gap-2">
                    <TimeField
                      label={`${day}, from`}
                      labelHidden
                      value={window.start}
                      onChange={(start) => change(window.key, { start })}
                      isDisabled={isDisabled}
                      isRequired
                      className="w-28"
                    />
                    <span aria-hidden className="text-text-muted">
                      –
                    </span>
                    <TimeField
                      label={`${day}, until`}
                      labelHidden
                      value={window.end}
                      onChange={(end) => change(window.key, { end })}
                      isDisabled={isDisabled}
                      isRequired
                      className="w-28"
                    />
                    {isDisabled ? null : (
                      <IconButton label={`Remove these hours on ${day}`} onPress={() => remove(window)}>
                        <X aria-hidden className="size-4" />
                      </IconButton>
                    )}
                  </div>
                ))}
              </div>
              {isDisabled ? null : (
                <IconButton
                  id={addId(at + 1)}
                  label={`Add hours on ${day}`}
                  onPress={() => onChange(withWindow(windows, at + 1))}
                >
                  <Plus aria-hidden className="size-4" />
                </IconButton>
              )}
            </li>
          );
        })}
      </ul>
      <p className="text-caption text-text-muted">If the end is before the start, the hours run into the next day.</p>
    </fieldset>
  );
}
