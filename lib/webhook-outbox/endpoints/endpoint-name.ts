import type { EndpointRow } from '@/lib/webhook-outbox/delivery/transport';

/** What people call an endpoint: its description, or where it is. The path may hold a secret and is left out. */
export function endpointName({ description, kind, url }: Pick<EndpointRow, 'description' | 'kind' | 'url'>): string {
  if (description) return description;
  if (kind === 'hubspot') return 'HubSpot';
  return url && URL.canParse(url) ? new URL(url).host : 'Salesforce';
}
