import type { Encryption } from '@/lib/security/encryption';
import { type SendAnswer, sendRequest } from '@/lib/webhook-outbox/delivery/internal/send-request';
import { signatureHeaders } from '@/lib/webhook-outbox/delivery/internal/sign-message';
import type { Egress } from '@/lib/webhook-outbox/endpoints/egress';
import { signingSecrets } from '@/lib/webhook-outbox/endpoints/endpoint-secrets';
import { ATTEMPT_TIMEOUT_MS, type Shipment, type ShipmentResult, type Transport } from './transport';

const MAX_RESPONSE_CHARACTERS = 1_000;

/** Our own delivery: posts the signed message to the endpoint's URL. */
export function createPostSigned({ egress, encryption }: { egress: Egress; encryption: Encryption }): Transport {
  return async ({ endpoint, message, now }: Shipment) => {
    let secrets: string[];
    try {
      secrets = signingSecrets(encryption, endpoint, now);
    } catch {
      return { ok: false, error: 'credentials_unreadable', statusCode: null, response: null };
    }
    const answer = await sendRequest(egress, {
      url: endpoint.url ?? '',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Slotline-Webhooks/1.0',
        ...signatureHeaders(secrets, message, now),
      },
      body: message.body,
      timeoutMs: ATTEMPT_TIMEOUT_MS,
    });
    return resultOf(answer, now);
  };
}

function resultOf(answer: SendAnswer, now: Date): ShipmentResult {
  if (!answer.answered) return { ok: false, error: answer.fault, statusCode: null, response: null };
  const { status } = answer;
  const received = { statusCode: status, response: readable(answer.body) };
  if (status >= 200 && status < 300) return { ok: true, status: 'delivered', ...received };
  if (status >= 300 && status < 400) return { ok: false, error: 'redirect', ...received };
  if (status === 410) return { ok: false, error: 'gone', ...received };
  const retryAfterSeconds = retryAfterOf(answer.headers['retry-after'] ?? '', now);
  return { ok: false, error: status === 429 ? 'rate_limited' : 'http_error', ...received, retryAfterSeconds };
}

/** `Retry-After` is in seconds, or a date. */
function retryAfterOf(text: string, now: Date): number | null {
  const seconds = /^\d+$/.test(text) ? Number(text) : (Date.parse(text) - now.getTime()) / 1000;
  return seconds > 0 ? seconds : null;
}

/** PostgreSQL rejects NUL in text. */
function readable(body: string): string | null {
  return body.replaceAll('\0', '').slice(0, MAX_RESPONSE_CHARACTERS) || null;
}
