'use client';

import { Headset, type LucideIcon, UserRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { useLocale } from 'react-aria-components/I18nProvider';
import { useNow } from '@/app/_components/browser-clock';
import { Badge } from '@/app/_components/feedback/badge';
import { clockText, zonePlace } from '@/app/_components/time/time-text';
import { wallTime } from '@/app/_components/time/wall-time';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import { callStatusWords } from '@/app/(dashboard)/_parts/call-badge';
import { PhoneLink } from '@/app/(dashboard)/_parts/phone-link';
import type { CallDetails } from '@/lib/contracts/calls';
import { durationText } from '@/lib/time/duration-text';
import { ClockSeconds } from './clock-seconds';

type Leg = CallDetails['legs'][number];

/** Both lines, side by side. */
export function Legs({ call }: { call: CallDetails }) {
  const { timeZone } = useSession().organization;
  const { locale } = useLocale();
  const now = useNow(15_000);
  const { attendee_timezone: zone, attendee_timezone_origin: origin } = call.booking;
  const there =
    zone && zone !== timeZone && now !== null
      ? `${clockText(wallTime(now, zone), locale)} now in ${zonePlace(zone)}`
      : null;
  const legOf = (party: Leg['party']) => call.legs.findLast((leg) => leg.party === party);
  return (
    <div className="grid gap-3 md:grid-cols-2">
      <LegCard icon={Headset} title="Operator" name={call.operator_name ?? 'Operator line'} leg={legOf('operator')} />
      <LegCard
        icon={UserRound}
        title="Attendee"
        name={call.attendee_name}
        note={
          <>
            <PhoneLink phone={call.attendee_phone} />
            {there ? <span title={origin === 'by_number' ? 'from their number' : undefined}>, {there}</span> : null}
          </>
        }
        leg={legOf('attendee')}
      />
    </div>
  );
}

interface LegCardProps {
  icon: LucideIcon;
  title: string;
  name: string;
  note?: ReactNode;
  leg: Leg | undefined;
}

function LegCard({ icon: Icon, title, name, note, leg }: LegCardProps) {
  return (
    <section aria-label={title} className="min-w-0 rounded-card border bg-surface p-4">
      <div className="flex items-start justify-between gap-2">
        <h2 className="flex items-center gap-1.5 text-caption text-text-muted">
          <Icon aria-hidden className="size-3.5" />
          {title}
        </h2>
        <LegBadge leg={leg} />
      </div>
      <p className="mt-1 font-medium break-words">{name}</p>
      {note ? <p className="tabular text-table text-text-muted">{note}</p> : null}
      <dl className="mt-2 flex flex-wrap gap-x-4 gap-y-1 text-table text-text-muted">
        <Fact label="Rang" at={leg?.ringing_at} />
        <Fact label="Answered" at={leg?.answered_at} />
        <Fact label="Ended" at={leg?.ended_at} />
        {leg?.duration_seconds ? (
          <div className="flex gap-1">
            <dt>On the line</dt>
            <dd className="text-text">{durationText(leg.duration_seconds * 1000)}</dd>
          </div>
        ) : null}
      </dl>
    </section>
  );
}

function Fact({ label, at }: { label: string; at: string | null | undefined }) {
  if (!at) return null;
  return (
    <div className="flex gap-1">
      <dt>{label}</dt>
      <dd className="text-text">
        <ClockSeconds at={at} />
      </dd>
    </div>
  );
}

function LegBadge({ leg }: { leg: Leg | undefined }) {
  const dot = (style: string) => <span aria-hidden className={`size-2 shrink-0 rounded-full ${style}`} />;
  if (!leg)
    return (
      <Badge tone="neutral" icon={dot('border border-current')}>
        Not dialed yet
      </Badge>
    );
  if (leg.status === 'in-progress')
    return (
      <Badge tone="good" icon={dot('bg-current')}>
        On the line
      </Badge>
    );
  const isOver = leg.ended_at !== null;
  const isBad = ['busy', 'no-answer', 'failed'].includes(leg.status);
  return (
    <Badge
      tone={isBad ? 'bad' : isOver ? 'neutral' : 'caution'}
      icon={dot(isOver ? 'border border-current' : 'animate-calling bg-current')}
    >
      {leg.status === 'completed' ? 'Hung up' : callStatusWords[leg.status]}
    </Badge>
  );
}
