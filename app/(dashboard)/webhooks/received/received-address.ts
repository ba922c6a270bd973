import type { AddressParams } from '@/app/(dashboard)/_parts/search-params';
import { webhookEventLimits, webhookEventStatuses, webhookProviders } from '@/lib/contracts/webhook-events';
import { boundsOfDay } from '@/lib/time/wall-time';

/** Days in the table of counts. */
export const DAYS_SHOWN = 14;

/** The filter parameters. */
export const receivedFilterParams = ['provider', 'status', 'show', 'from', 'to'] as const;

/** The query of `GET /api/webhook-events` for an address; its days are in `timeZone`. Unknown values are dropped. */
export function receivedQuery(params: AddressParams, timeZone: string): string {
  const query = new URLSearchParams();
  const add = (name: string, value: string | null | undefined) => {
    if (value) query.set(name, value);
  };
  const among = (name: string, known: readonly string[]) => {
    const named = params.get(name)?.split(',') ?? [];
    return known.filter((one) => named.includes(one)).join(',');
  };
  const show = params.get('show');
  add('provider', among('provider', webhookProviders));
  add('status', among('status', webhookEventStatuses));
  add('view', show === 'late' || show === 'duplicate' ? show : null);
  add('from', dayBounds(params.get('from'), timeZone)?.from.toISOString());
  add('to', dayBounds(params.get('to'), timeZone)?.until.toISOString());
  add('limit', String(webhookEventLimits.pageSize));
  return query.toString();
}

function dayBounds(day: string | null, timeZone: string) {
  return day && /^\d{4}-\d{2}-\d{2}$/.test(day) ? boundsOfDay(day, timeZone) : null;
}
