import type { DeliveryError } from '@/lib/webhook-outbox/delivery/transport';

const texts: Record<DeliveryError, string> = {
  timeout: 'The endpoint didn’t respond within 15 seconds.',
  refused_address: 'This address isn’t on the public internet, so nothing was sent.',
  unknown_host: 'Host not found. Check the URL.',
  connection_failed: 'The connection failed or was closed early.',
  tls_failed: 'The host’s TLS certificate isn’t valid.',
  redirect: 'The endpoint redirects. Enter the final URL: redirects aren’t followed.',
  http_error: 'The endpoint responded with a status outside 200–299.',
  rate_limited: 'The endpoint asked us to slow down.',
  gone: 'The endpoint responded 410 (Gone), so we turned it off.',
  bad_credentials: 'The CRM rejected the credentials. Enter new ones.',
  missing_field: 'A field is missing in the CRM. The documentation lists the fields to add.',
  crm_refused: 'The CRM rejected the data.',
  unreadable_answer: 'We couldn’t read the response.',
  credentials_unreadable: 'The stored secret can’t be decrypted. Rotate it.',
  endpoint_disabled: 'The endpoint was turned off.',
};

/** The sentence for a failed attempt; unknown words are shown as they are. */
export function deliveryErrorText(error: string | null): string | null {
  if (error === null) return null;
  return (texts as Record<string, string>)[error] ?? error;
}
