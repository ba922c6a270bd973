'use client';

import {
  type CalendarDate,
  fromAbsolute,
  getLocalTimeZone,
  parseDate,
  setLocalTimeZone,
  toCalendarDate,
} from '@internationalized/date';
import { CalendarDays } from 'lucide-react';
import { useEffect } from 'react';
import { Button } from 'react-aria-components/Button';
import {
  DatePicker as AriaDatePicker,
  type DatePickerProps as AriaDatePickerProps,
} from 'react-aria-components/DatePicker';
import { Dialog } from 'react-aria-components/Dialog';
import { Group } from 'react-aria-components/Group';
import { Popover } from 'react-aria-components/Popover';
import { useNow } from '@/app/_components/browser-clock';
import { cx } from '@/app/_components/cx';
import { MonthCalendar } from './calendar-grid';
import { DateSegments } from './date-segments';
import { FieldLabel, FieldNotes, type FieldParts, fieldStyle } from './field-parts';

interface DatePickerProps
  extends Omit<
      AriaDatePickerProps<CalendarDate>,
      | 'className'
      | 'children'
      | 'style'
      | 'value'
      | 'defaultValue'
      | 'onChange'
      | 'minValue'
      | 'maxValue'
      | 'placeholderValue'
    >,
    FieldParts {
  /** IANA zone that decides which day is today. */
  timeZone: string;
  /** `YYYY-MM-DD`, or null for none. */
  value?: string | null;
  defaultValue?: string | null;
  onChange?: (value: string | null) => void;
  /** First and last day that can be chosen, `YYYY-MM-DD`. */
  min?: string;
  max?: string;
  /** Days before today (in the zone) cannot be chosen. */
  fromToday?: boolean;
  className?: string;
}

const day = (text: string | null | undefined) => (text == null ? text : parseDate(text));

/** A day, typed or picked from a month. */
export function DatePicker(props: DatePickerProps) {
  const { label, labelHidden, hint, timeZone, value, defaultValue, onChange, min, max, fromToday, className, ...rest } =
    props;
  const now = useNow(60_000);
  const today = now === null ? undefined : toCalendarDate(fromAbsolute(now, timeZone));

  // react-aria takes "today" from the browser's zone by default; people work in their organization's.
  useEffect(() => {
    if (getLocalTimeZone() !== timeZone) setLocalTimeZone(timeZone);
  }, [timeZone]);

  return (
    <AriaDatePicker
      {...rest}
      value={day(value)}
      defaultValue={day(defaultValue)}
      onChange={(date) => onChange?.(date === null ? null : date.toString())}
      minValue={min ? parseDate(min) : fromToday ? today : undefined}
      maxValue={max ? parseDate(max) : undefined}
      className={cx(fieldStyle, 'group', className)}
    >
      <FieldLabel label={label} labelHidden={labelHidden} />
      <Group className="control flex items-center group-data-invalid:border-bad">
        <DateSegments />
        <Button className="flex size-8 shrink-0 items-center justify-center rounded-control text-text-muted hover:text-text">
          <CalendarDays aria-hidden className="size-4" />
        </Button>
      </Group>
      <FieldNotes hint={hint} />
      <Popover offset={4} className="rounded-card border bg-raised p-3 shadow-float outline-none">
        <Dialog className="outline-none">
          <MonthCalendar today={today} />
        </Dialog>
      </Popover>
    </AriaDatePicker>
  );
}
