'use client';

import { CalendarRange, X } from 'lucide-react';
import { Button as AriaButton } from 'react-aria-components/Button';
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog';
import { useLocale } from 'react-aria-components/I18nProvider';
import { Popover } from 'react-aria-components/Popover';
import { Button } from '@/app/_components/action/button';
import { useNow } from '@/app/_components/browser-clock';
import { cx } from '@/app/_components/cx';
import { DatePicker } from '@/app/_components/form/date-picker';
import { dayText } from '@/app/_components/time/time-text';
import { type DateRange, datePresets } from './date-presets';

interface DateRangeChipProps {
  range: DateRange;
  onChange: (range: DateRange) => void;
  timeZone: string;
  view: 'upcoming' | 'past';
}

/** A date filter: a common range, or any two dates. */
export function DateRangeChip({ range, onChange, timeZone, view }: DateRangeChipProps) {
  const { locale } = useLocale();
  const now = useNow(60_000);
  const presets = now === null ? [] : datePresets(now, timeZone, view);
  const isSet = range.from !== null || range.to !== null;
  const preset = presets.find(({ from, to }) => from === range.from && to === range.to);

  return (
    <div
      className={cx(
        'inline-flex max-w-full items-stretch rounded-full border',
        isSet ? 'border-accent bg-accent-soft text-accent-text' : 'border-border-strong bg-surface text-text',
      )}
    >
      <DialogTrigger>
        <AriaButton className="inline-flex min-h-7 min-w-0 items-center gap-1 rounded-full px-2.5 text-table font-medium hover:bg-hover touch:min-h-9">
          <CalendarRange aria-hidden className="size-3.5 shrink-0" />
          <span className="truncate">{isSet ? (preset?.label ?? rangeText(range, locale)) : 'Any date'}</span>
        </AriaButton>
        <Popover
          offset={4}
          className="w-76 max-w-[calc(100vw-1.5rem)] rounded-card border bg-raised p-3 shadow-float outline-none"
        >
          <Dialog aria-label="Dates" className="flex flex-col gap-3 outline-none">
            {({ close }) => (
              <>
                <div className="flex flex-wrap gap-1.5">
                  {presets.map(({ label, from, to }) => (
                    <Button
                      key={label}
                      size="small"
                      variant={preset?.label === label ? 'primary' : 'secondary'}
                      onPress={() => {
                        onChange({ from, to });
                        close();
                      }}
                    >
                      {label}
                    </Button>
                  ))}
                </div>
                <div className="grid grid-cols-2 gap-2">
                  <DatePicker
                    label="From"
                    timeZone={timeZone}
                    value={range.from}
                    onChange={(from) => onChange({ ...range, from })}
                  />
                  <DatePicker
                    label="To"
                    timeZone={timeZone}
                    value={range.to}
                    onChange={(to) => onChange({ ...range, to })}
                  />
                </div>
              </>
            )}
          </Dialog>
        </Popover>
      </DialogTrigger>
      {isSet ? (
        <AriaButton
          aria-label="Remove date filter"
          onPress={() => onChange({ from: null, to: null })}
          className="inline-flex min-w-6 items-center justify-center rounded-full pr-1 hover:bg-hover touch:min-w-9"
        >
          <X aria-hidden className="size-3.5" />
        </AriaButton>
      ) : null}
    </div>
  );
}

function rangeText({ from, to }: DateRange, locale: string): string {
  if (from && to) return from === to ? dayLabel(from, locale) : `${dayLabel(from, locale)} – ${dayLabel(to, locale)}`;
  return from ? `From ${dayLabel(from, locale)}` : `Until ${dayLabel(to ?? '', locale)}`;
}

function dayLabel(day: string, locale: string): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const weekday = new Date(Date.UTC(year, month - 1, date)).getUTCDay();
  return dayText({ year, month, day: date, weekday, hour: 0, minute: 0, second: 0 }, locale);
}
