import { type EndpointKindWire, type WebhookEndpoint, webhookEventTypes } from '@/lib/contracts/webhook-endpoints';

export const kindWords: Record<EndpointKindWire, string> = {
  standard: 'Webhook',
  hubspot: 'HubSpot',
  salesforce: 'Salesforce',
};

/** Name of an endpoint: its description, or its host. */
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
  by_hand: 'Turned off',
  gone: 'Gone (410)',
  failing: 'Turned off after five days of failures',
};
