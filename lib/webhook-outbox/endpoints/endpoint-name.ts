import type { EndpointRow } from '@/lib/webhook-outbox/delivery/transport';

/** An endpoint's name: its description, or its host. The path may contain a secret and is left out. */
export function endpointName({ description, kind, url }: Pick<EndpointRow, 'description' | 'kind' | 'url'>): string {
  if (description) return description;
  if (kind === 'hubspot') return 'HubSpot';
  return url && URL.canParse(url) ? new URL(url).host : 'Salesforce';
}
