'use client';

import { type CalendarDate, isSameDay } from '@internationalized/date';
import { ChevronLeft, ChevronRight } from 'lucide-react';
import { Button } from 'react-aria-components/Button';
import {
  Calendar as AriaCalendar,
  CalendarCell,
  CalendarGrid,
  CalendarGridBody,
  CalendarGridHeader,
  CalendarHeaderCell,
  CalendarHeading,
} from 'react-aria-components/Calendar';

const stepStyle =
  'flex size-8 items-center justify-center rounded-control text-text-muted hover:bg-hover hover:text-text data-disabled:opacity-40 touch:size-10';

/** A month to pick a day in: arrows by day and week, PageUp and PageDown by month, with Shift by year. */
export function MonthCalendar({ today }: { today?: CalendarDate }) {
  return (
    <AriaCalendar className="w-fit">
      <header className="mb-1 flex items-center justify-between gap-1">
        <Button slot="previous" className={stepStyle}>
          <ChevronLeft aria-hidden className="size-4" />
        </Button>
        <CalendarHeading className="text-body font-semibold" />
        <Button slot="next" className={stepStyle}>
          <ChevronRight aria-hidden className="size-4" />
        </Button>
      </header>
      <CalendarGrid weekdayStyle="short">
        <CalendarGridHeader>
          {(day) => (
            <CalendarHeaderCell className="pb-1 text-caption font-medium text-text-muted">{day}</CalendarHeaderCell>
          )}
        </CalendarGridHeader>
        <CalendarGridBody>
          {(date) => (
            <CalendarCell
              date={date}
              data-day={today && isSameDay(date, today) ? 'today' : undefined}
              className="tabular m-px flex size-9 items-center justify-center rounded-control text-body outline-offset-0 hover:bg-hover data-[day=today]:font-semibold data-[day=today]:text-accent-text data-[day=today]:underline data-[day=today]:decoration-2 data-[day=today]:underline-offset-4 data-selected:bg-accent data-selected:text-on-accent data-[outside-month]:hidden data-disabled:text-text-muted data-disabled:line-through data-disabled:opacity-60 data-disabled:hover:bg-transparent data-unavailable:text-text-muted data-unavailable:line-through"
            />
          )}
        </CalendarGridBody>
      </CalendarGrid>
    </AriaCalendar>
  );
}
