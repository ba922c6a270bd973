import { deliveryStatuses } from '@/lib/contracts/webhook-deliveries';

interface Params {
  get(name: string): string | null;
}

/** The filter parameters. */
export const deliveryFilterParams = ['endpoint', 'status', 'event'] as const;

/** The query of `GET /api/webhook-deliveries` for an address. Unknown values are dropped. */
export function deliveryQuery(params: Params): string {
  const query = new URLSearchParams();
  const add = (name: string, value: string | null | undefined) => {
    if (value) query.set(name, value);
  };
  const wanted = params.get('status');
  add('endpoint_id', params.get('endpoint')?.slice(0, 64));
  add(
    'status',
    deliveryStatuses.find((status) => status === wanted),
  );
  add('event_type', params.get('event')?.slice(0, 64));
  return query.toString();
}
