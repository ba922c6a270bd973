import type { Column } from '@/app/_components/list/column';
import { RelativeTime } from '@/app/_components/time/relative-time';
import { CallBadge } from '@/app/(dashboard)/_parts/call-badge';
import { latenessText } from '@/app/(dashboard)/_parts/lateness-text';
import type { Call } from '@/lib/contracts/calls';
import { durationText } from '@/lib/time/duration-text';
import { outcomeWords } from './outcome-words';

/** Columns of a list of calls, with times in the given zone. */
export function callColumns(timeZone: string): Column<Call>[] {
  return [
    { id: 'attendee', header: 'Attendee', cell: (call) => <Attendee call={call} timeZone={timeZone} /> },
    { id: 'title', header: 'Booking', hideBelow: 'rail', cell: (call) => call.booking_title },
    { id: 'status', header: 'Result', hideBelow: 'md', width: 'w-44', cell: (call) => <CallBadge call={call} /> },
    { id: 'outcome', header: 'Outcome', hideBelow: 'md', width: 'w-48', cell: (call) => <Outcome call={call} /> },
    { id: 'operator', header: 'Operator', hideBelow: 'rail', width: 'w-36', cell: (call) => call.operator_name ?? '–' },
    { id: 'talked', header: 'Talk time', hideBelow: 'md', width: 'w-28', align: 'end', cell: talked },
    {
      id: 'lateness',
      header: 'Delay',
      hideBelow: 'rail',
      width: 'w-24',
      align: 'end',
      cell: (call) => (call.lateness_ms === null ? '–' : latenessText(call.lateness_ms)),
    },
    {
      id: 'when',
      header: 'Placed',
      hideBelow: 'md',
      width: 'w-36',
      align: 'end',
      cell: (call) => <RelativeTime at={call.ordered_at ?? call.intent_at} timeZone={timeZone} />,
    },
  ];
}

function talked({ talk_seconds }: Call): string {
  return talk_seconds ? durationText(talk_seconds * 1000) : '–';
}

function Outcome({ call }: { call: Call }) {
  if (call.outcome) return outcomeWords(call.outcome);
  const isAwaited = !call.live && call.bridged_at !== null;
  return <span className="text-text-muted">{isAwaited ? 'Needs an outcome' : '–'}</span>;
}

/** On small screens the row is a card with name, result, outcome and time. */
function Attendee({ call, timeZone }: { call: Call; timeZone: string }) {
  return (
    <>
      <span className="flex items-center justify-between gap-2">
        <span className="min-w-0 truncate">{call.attendee_name}</span>
        <CallBadge call={call} className="shrink-0 md:hidden" />
      </span>
      <span className="flex justify-between gap-2 font-normal text-text-muted md:hidden">
        <span className="min-w-0 truncate">{call.outcome ? outcomeWords(call.outcome) : call.booking_title}</span>
        <RelativeTime at={call.ordered_at ?? call.intent_at} timeZone={timeZone} className="shrink-0" />
      </span>
    </>
  );
}
