import { type EndpointKindWire, type WebhookEndpoint, webhookEventTypes } from '@/lib/contracts/webhook-endpoints';

export const kindWords: Record<EndpointKindWire, string> = {
  standard: 'Webhook',
  hubspot: 'HubSpot',
  salesforce: 'Salesforce',
};

/** What an endpoint is called: as described, or by where it is. */
export function endpointName({
  description,
  kind,
  url,
}: Pick<WebhookEndpoint, 'description' | 'kind' | 'url'>): string {
  if (description) return description;
  return kind !== 'hubspot' && url && URL.canParse(url) ? new URL(url).host : kindWords[kind];
}

export function eventLabel(type: string): string {
  if (type === 'endpoint.test') return 'Test event';
  return webhookEventTypes.find(({ value }) => value === type)?.label ?? type;
}

export const disabledWords: Record<NonNullable<WebhookEndpoint['disabled_reason']>, string> = {
  by_hand: 'Switched off',
  gone: 'Gone (410)',
  failing: 'Switched off after five days of failures',
};
