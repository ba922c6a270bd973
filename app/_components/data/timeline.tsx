import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Tone } from '@/app/_components/feedback/badge';
import { RelativeTime } from '@/app/_components/time/relative-time';

export interface TimelineEvent {
  id: string;
  /** ISO 8601 instant. */
  at: string;
  icon: LucideIcon;
  tone?: Tone;
  /** "Recording notice played". */
  title: ReactNode;
  /** Who did it. */
  who?: string;
  /** Time since the first of a group of events that are seconds apart, e.g. `+12 s`. Shown in place of how long ago it was. */
  offset?: string;
  /** Evidence, e.g. the result of a check. */
  evidence?: ReactNode;
}

const tones: Record<Tone, string> = {
  neutral: 'text-text-muted',
  info: 'text-info',
  caution: 'text-caution',
  good: 'text-good',
  bad: 'text-bad',
};

/** A thing's history, in the order given. */
export function Timeline({ events, timeZone, label }: { events: TimelineEvent[]; timeZone: string; label: string }) {
  return (
    <ol aria-label={label} className="flex flex-col">
      {events.map(({ id, at, icon: Icon, tone = 'neutral', title, who, offset, evidence }) => (
        <li key={id} className="group relative flex gap-3 pb-4 last:pb-0">
          <span aria-hidden className="absolute top-6 bottom-0 left-3 w-px bg-border group-last:hidden" />
          <span
            className={`flex size-6 shrink-0 items-center justify-center rounded-full border bg-surface ${tones[tone]}`}
          >
            <Icon aria-hidden className="size-3.5" />
          </span>
          <div className="min-w-0 flex-1 pt-0.5">
            <div className="flex flex-wrap items-baseline justify-between gap-x-3">
              <p className="min-w-0 font-medium break-words">{title}</p>
              <RelativeTime at={at} timeZone={timeZone} text={offset} className="text-caption text-text-muted" />
            </div>
            {who ? <p className="text-table break-words text-text-muted">{who}</p> : null}
            {evidence ? <div className="mt-1 text-caption break-words text-text-muted">{evidence}</div> : null}
          </div>
        </li>
      ))}
    </ol>
  );
}
