import type { DeliveryError } from '@/lib/webhook-outbox/delivery/transport';

const texts: Record<DeliveryError, string> = {
  timeout: 'No answer within 15 seconds.',
  refused_address: 'The address is not on the public internet; nothing was sent.',
  unknown_host: 'There is no such host.',
  connection_failed: 'The connection could not be made, or broke off.',
  tls_failed: 'The certificate of the host is not valid.',
  redirect: 'The endpoint redirects; redirects are not followed.',
  http_error: 'The endpoint did not answer with a status from 200 to 299.',
  rate_limited: 'The endpoint asked for fewer requests.',
  gone: 'The endpoint answered 410, it is gone; it was switched off.',
  bad_credentials: 'The CRM refuses the credentials. Enter new ones.',
  missing_field: 'The CRM lacks a field that is written to; the documentation names them.',
  crm_refused: 'The CRM refused what was sent.',
  unreadable_answer: 'The answer could not be read.',
  credentials_unreadable: 'The stored secret cannot be decrypted. Rotate it.',
  endpoint_disabled: 'The endpoint was switched off.',
};

/** A failed attempt in words; a word from a later version is said as it is. */
export function deliveryErrorText(error: string | null): string | null {
  if (error === null) return null;
  return (texts as Record<string, string>)[error] ?? error;
}
