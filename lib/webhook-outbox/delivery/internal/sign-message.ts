import { Webhook } from 'svix';

/** The headers of Standard Webhooks: one signature per secret, so that receivers verify with either during a rotation. */
export function signatureHeaders(
  secrets: readonly string[],
  message: { id: string; body: string },
  now: Date,
): Record<string, string> {
  return {
    'webhook-id': message.id,
    'webhook-timestamp': String(Math.floor(now.getTime() / 1000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(message.id, now, message.body)).join(' '),
  };
}
