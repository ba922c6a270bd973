'use client';

import { useLocale } from 'react-aria-components/I18nProvider';
import { Button } from '@/app/_components/action/button';
import { cx } from '@/app/_components/cx';
import { Skeleton } from '@/app/_components/feedback/skeleton';
import { Countdown } from '@/app/_components/time/countdown';
import { clockText, dayText, relativeText, zoneText } from '@/app/_components/time/time-text';
import { wallTime } from '@/app/_components/time/wall-time';
import { Callout } from '@/app/(dashboard)/_parts/callout';
import type { BookingCheck } from '@/lib/contracts/bookings';
import { HOUR_MS, MINUTE_MS } from '@/lib/time/units';
import { AttendeeTime } from './attendee-time';
import { type Draft, instantOf } from './draft';
import { OperatorTime } from './operator-time';
import { StartNote } from './start-note';
import type { useCheck } from './use-check';

interface CheckPanelProps {
  draft: Draft;
  change: (changes: Partial<Draft>) => void;
  answer: ReturnType<typeof useCheck>;
  /** Epoch milliseconds. */
  now: number;
  /** The person's own staff entry. */
  ownStaffId: string | null;
  className?: string;
}

/** What saving would mean, updated while a person types: the instant, everyone's local time, and any problems. */
export function CheckPanel({ draft, change, answer, now, ownStaffId, className }: CheckPanelProps) {
  const { check, error, isStale, retry } = answer;
  return (
    <section
      aria-label="Summary"
      className={cx('flex min-w-0 flex-col gap-3 rounded-card border bg-surface p-4', className)}
    >
      <StartFigure draft={draft} now={now} />
      <div aria-live="polite" aria-busy={isStale} className="flex flex-col gap-2">
        {check ? (
          <>
            {check.in_past ? <Callout tone="bad">That time has passed. Pick a later one.</Callout> : null}
            <StartNote resolution={check.start_resolution} draft={draft} change={change} />
            <AttendeeTime check={check} draft={draft} change={change} />
            {isBookable(check) ? (
              <OperatorTime check={check} draft={draft} change={change} ownStaffId={ownStaffId} />
            ) : null}
            {check.warnings
              .filter(({ code }) => code !== 'attendee_zone_unknown')
              .map(({ code, message }) => (
                <Callout key={code} tone="caution">
                  {message}
                </Callout>
              ))}
          </>
        ) : null}
        {error && !isStale ? (
          <Callout
            tone="caution"
            action={
              <Button size="small" onPress={retry}>
                Retry
              </Button>
            }
          >
            We couldn’t check this time. We’ll check it again when you save.
          </Callout>
        ) : null}
        {!check && !error && draft.time && draft.date ? (
          <div className="flex flex-col gap-2">
            <Skeleton className="h-5 w-4/5" />
            <Skeleton className="h-5 w-3/5" />
          </div>
        ) : null}
      </div>
    </section>
  );
}

/** Whether everything but the operator's time is in order: only then does that matter. */
function isBookable({ in_past, attendee }: BookingCheck): boolean {
  return !in_past && !attendee.opted_out && attendee.phone_valid !== false;
}

function StartFigure({ draft, now }: { draft: Draft; now: number }) {
  const { locale } = useLocale();
  const instant = instantOf(draft);
  if (instant === null) return <p className="text-text-muted">Pick a date and time.</p>;
  const start = wallTime(instant, draft.timeZone);
  const endsAt = instant + draft.minutes * MINUTE_MS;
  const end = wallTime(endsAt, draft.timeZone);
  // A call across a clock change starts and ends with different abbreviations.
  const [startZone, endZone] = [zoneText(instant, draft.timeZone), zoneText(endsAt, draft.timeZone)];
  const thisYear = wallTime(now, draft.timeZone).year;
  return (
    <div>
      <p className="text-text-muted">{dayText(start, locale, thisYear)}</p>
      <p className="tabular text-figure font-semibold">
        {clockText(start, locale)}
        <span className="text-lead font-normal text-text-muted">
          {startZone === endZone ? '' : ` ${startZone}`} – {clockText(end, locale)} {endZone}
        </span>
      </p>
      <p className="text-text-muted">
        {instant > now && instant - now < HOUR_MS ? (
          <>
            in <Countdown to={new Date(instant).toISOString()} />
          </>
        ) : (
          (relativeText(instant, now) ?? 'in more than two weeks')
        )}
      </p>
    </div>
  );
}
