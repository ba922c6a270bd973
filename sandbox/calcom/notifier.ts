import { createHmac } from 'node:crypto';
import type { Delivery, WebhookOutbox } from '@/sandbox/provider-kit/webhook-outbox';
import type { Booking, Webhook } from './model';
import { type BookingTrigger, bookingBody, meetingBody, noShowBody } from './webhook-bodies';
import { hostsOf, type World } from './world';

/** Tells subscribers what happened. Each subscription that fits is told on its own, even when they mean the same. */
export interface Notifier {
  /** @param more members of the payload that differ from the usual, e.g. `requestReschedule` */
  tell(trigger: BookingTrigger, booking: Booking, more?: object): void;
  tellNoShow(booking: Booking, emails: readonly string[]): void;
  /** Tells of meetings whose start or end has come, each once. */
  tellDueMeetings(): void;
}

export function createNotifier(world: World, outbox: WebhookOutbox): Notifier {
  const send = (trigger: string, booking: Booking, body: Record<string, unknown>) => {
    for (const webhook of world.webhooks.values())
      if (concerns(world, webhook, trigger, booking)) outbox.send(deliveryOf(webhook, trigger, body));
  };
  return {
    tell: (trigger, booking, more = {}) => send(trigger, booking, bookingBody(world, trigger, booking, more)),
    tellNoShow: (booking, emails) => send('BOOKING_NO_SHOW_UPDATED', booking, noShowBody(world, booking, emails)),
    tellDueMeetings() {
      for (const booking of world.bookings.values()) {
        if (booking.status !== 'accepted') continue;
        for (const [trigger, at] of [
          ['MEETING_STARTED', booking.start],
          ['MEETING_ENDED', booking.end],
        ] as const) {
          if (at > world.now() || booking.told.has(trigger)) continue;
          booking.told.add(trigger);
          send(trigger, booking, meetingBody(world, trigger, booking));
        }
      }
    },
  };
}

function concerns(world: World, webhook: Webhook, trigger: string, booking: Booking): boolean {
  if (!webhook.active || !webhook.triggers.includes(trigger)) return false;
  if (webhook.eventTypeId !== null) return webhook.eventTypeId === booking.eventTypeId;
  const type = world.eventTypes.get(booking.eventTypeId);
  // A user's subscription is about his own types, not about those of his teams.
  return type !== undefined && type.teamId === null && hostsOf(type).includes(webhook.userId);
}

function deliveryOf(webhook: Webhook, trigger: string, body: Record<string, unknown>): Delivery {
  const custom = webhook.payloadTemplate !== '' && !trigger.startsWith('MEETING_');
  const text = custom ? fill(webhook.payloadTemplate, body) : JSON.stringify(body);
  return {
    event: trigger,
    url: webhook.subscriberUrl,
    headers: {
      'content-type': isJson(text) ? 'application/json' : 'application/x-www-form-urlencoded',
      'x-cal-signature-256': signCalcom(webhook.secret, text),
      'x-cal-webhook-version': webhook.version,
    },
    body: text,
  };
}

/** Lower-case hex HMAC-SHA256 of the raw body; a fixed text without a secret. */
export function signCalcom(secret: string | null, body: string): string {
  return secret === null ? 'no-secret-provided' : createHmac('sha256', secret).update(body).digest('hex');
}

/** `{{uid}}`, `{{organizer.name}}`, … over the payload put flat. */
function fill(template: string, body: Record<string, unknown>): string {
  const flat: unknown = { ...body, ...(typeof body.payload === 'object' ? body.payload : {}) };
  return template.replace(/\{\{\s*([\w.]+)\s*\}\}/g, (_, path: string) => {
    const value = path.split('.').reduce<unknown>((at, name) => Object(at)[name], flat);
    return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
