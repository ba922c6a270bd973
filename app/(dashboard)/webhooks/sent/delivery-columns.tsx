import type { Column } from '@/app/_components/list/column';
import { RelativeTime } from '@/app/_components/time/relative-time';
import type { WebhookDelivery } from '@/lib/contracts/webhook-deliveries';
import { DeliveryBadge } from './delivery-badge';
import { eventLabel } from './endpoint-words';

/** Columns of the deliveries. */
export function deliveryColumns(timeZone: string, names: ReadonlyMap<string, string>): Column<WebhookDelivery>[] {
  const nameOf = (delivery: WebhookDelivery) => names.get(delivery.endpoint_id) ?? 'New endpoint';
  return [
    {
      id: 'event',
      header: 'Event',
      cell: (delivery) => (
        <>
          <span className="flex items-center justify-between gap-2">
            <span className="min-w-0 truncate">{eventLabel(delivery.event_type)}</span>
            <DeliveryBadge delivery={delivery} className="shrink-0 md:hidden" />
          </span>
          <span className="flex justify-between gap-2 font-normal text-text-muted md:hidden">
            <span className="min-w-0 truncate">{nameOf(delivery)}</span>
            <RelativeTime at={delivery.created_at} timeZone={timeZone} className="shrink-0" />
          </span>
        </>
      ),
    },
    { id: 'endpoint', header: 'Endpoint', hideBelow: 'md', cell: nameOf },
    {
      id: 'status',
      header: 'Status',
      hideBelow: 'md',
      width: 'w-40',
      cell: (delivery) => <DeliveryBadge delivery={delivery} />,
    },
    {
      id: 'answer',
      header: 'Response',
      hideBelow: 'rail',
      width: 'w-24',
      align: 'end',
      cell: ({ last_status_code }) => last_status_code ?? '–',
    },
    {
      id: 'attempts',
      header: 'Attempts',
      hideBelow: 'rail',
      width: 'w-24',
      align: 'end',
      cell: ({ attempts }) => attempts,
    },
    {
      id: 'when',
      header: 'Created',
      hideBelow: 'md',
      width: 'w-36',
      align: 'end',
      cell: ({ created_at }) => <RelativeTime at={created_at} timeZone={timeZone} />,
    },
  ];
}
