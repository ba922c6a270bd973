import type { Column } from '@/app/_components/list/column';
import { RelativeTime } from '@/app/_components/time/relative-time';
import { providerTitle } from '@/lib/contracts/provider-titles';
import type { WebhookEvent } from '@/lib/contracts/webhook-events';
import { ReceivedBadge } from './received-badge';
import { kindText } from './received-words';

/** Columns of the received webhooks. */
export function receivedColumns(timeZone: string): Column<WebhookEvent>[] {
  return [
    {
      id: 'event',
      header: 'Event',
      cell: (event) => (
        <>
          <span className="flex items-center justify-between gap-2">
            <span className="min-w-0 truncate">{kindText(event.kind)}</span>
            <ReceivedBadge event={event} className="shrink-0 md:hidden" />
          </span>
          <span className="flex justify-between gap-2 font-normal text-text-muted md:hidden">
            <span className="min-w-0 truncate">{providerTitle(event.provider)}</span>
            <RelativeTime at={event.received_at} timeZone={timeZone} className="shrink-0" />
          </span>
        </>
      ),
    },
    {
      id: 'provider',
      header: 'Source',
      hideBelow: 'md',
      width: 'w-32',
      cell: (event) => providerTitle(event.provider),
    },
    {
      id: 'status',
      header: 'Outcome',
      hideBelow: 'md',
      width: 'w-40',
      cell: (event) => <ReceivedBadge event={event} />,
    },
    {
      id: 'deliveries',
      header: 'Repeats',
      hideBelow: 'rail',
      width: 'w-28',
      align: 'end',
      cell: ({ deliveries }) => (deliveries > 1 ? `${deliveries}×` : ''),
    },
    {
      id: 'late',
      header: 'Late',
      hideBelow: 'rail',
      width: 'w-20',
      align: 'end',
      cell: ({ late }) => (late ? 'Yes' : ''),
    },
    {
      id: 'when',
      header: 'Received',
      hideBelow: 'md',
      width: 'w-36',
      align: 'end',
      cell: (event) => <RelativeTime at={event.received_at} timeZone={timeZone} />,
    },
  ];
}
