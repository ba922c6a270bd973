import type { CreateEndpointBody } from '@/lib/contracts/webhook-endpoints';
import { AppError } from '@/lib/core/errors';
import type { EndpointKind } from '@/lib/db/schema/outgoing';
import { type Egress, faultOfAddress } from '@/lib/webhook-outbox/endpoints/egress';

const MY_DOMAIN = /^[\w-]+(\.(sandbox|develop|scratch|demo|trailblaze))?\.my\.salesforce\.com$/i;

/**
 * The URL of an endpoint as it is stored, or null for a kind without one.
 * @throws AppError `validation_failed` for a URL that may not be used
 */
export function checkedAddress(egress: Egress, kind: EndpointKind, url: string | undefined): string | null {
  if (kind === 'hubspot') {
    if (url !== undefined) throw refused('HubSpot doesn’t need a URL. Leave it out.');
    return null;
  }
  const text = url ?? '';
  if (kind === 'salesforce') {
    const origin = URL.canParse(text) ? new URL(text) : null;
    if (origin?.protocol !== 'https:' || !MY_DOMAIN.test(origin.host))
      throw refused('Enter your Salesforce My Domain URL, e.g. https://acme.my.salesforce.com.');
    return origin.origin;
  }
  const fault = faultOfAddress(egress, text);
  if (fault) throw refused(fault);
  return new URL(text).href;
}

/** The credentials of a new endpoint, to be encrypted; null for kinds with a signing secret. */
export function credentialsOf(body: CreateEndpointBody): string | null {
  switch (body.kind) {
    case 'standard':
      return null;
    case 'hubspot':
      return body.access_token;
    case 'salesforce':
      return JSON.stringify({ consumer_key: body.consumer_key, consumer_secret: body.consumer_secret });
  }
}

function refused(message: string): AppError {
  return new AppError('validation_failed', message, { fields: [{ field: 'url', message }] });
}
