import type { WebhookOutbox } from '@/sandbox/provider-kit/webhook-outbox';
import { etagOf } from './event-output';
import type { StoredEvent, Subscription } from './model';
import { type ChangeKind, DEFAULT_CALENDAR, type World } from './world';

export type LifecycleEvent = 'reauthorizationRequired' | 'subscriptionRemoved' | 'missed';

const TENANT = '7d414a57-9a3e-4d1b-8f0e-5c2a2f6c1f0b';

/** Tells subscriptions which event changed, and what becomes of themselves. */
export class Notifier {
  readonly #world: World;
  readonly #outbox: WebhookOutbox;

  constructor(world: World, outbox: WebhookOutbox) {
    this.#world = world;
    this.#outbox = outbox;
  }

  tellChange(event: StoredEvent, kind: ChangeKind): void {
    for (const subscription of this.#world.subscriptions.values())
      if (concerns(subscription, event, kind) && subscription.expiresAt > this.#world.now())
        this.#send(subscription.notificationUrl, kind, {
          ...common(subscription),
          changeType: kind,
          resource: `Users/${event.accountId}/Events/${event.id}`,
          resourceData: {
            '@odata.type': '#Microsoft.Graph.Event',
            '@odata.id': `Users/${event.accountId}/Events/${event.id}`,
            '@odata.etag': etagOf(event),
            id: event.id,
          },
        });
  }

  /** A removed one is gone before it is told so. */
  tellLifecycle(subscription: Subscription, lifecycleEvent: LifecycleEvent): void {
    if (lifecycleEvent === 'subscriptionRemoved') this.#world.subscriptions.delete(subscription.id);
    if (subscription.lifecycleNotificationUrl === null) return;
    this.#send(subscription.lifecycleNotificationUrl, lifecycleEvent, { ...common(subscription), lifecycleEvent });
  }

  #send(url: string, event: string, notification: object): void {
    const body = JSON.stringify({ value: [notification] });
    this.#outbox.send({ event, url, body, headers: { 'content-type': 'application/json; charset=utf-8' } });
  }
}

function common({ id, clientState, expiresAt }: Subscription) {
  return {
    subscriptionId: id,
    subscriptionExpirationDateTime: expiresAt.toISOString(),
    tenantId: TENANT,
    ...(clientState === null ? {} : { clientState }),
  };
}

function concerns({ accountId, resource, changeType }: Subscription, event: StoredEvent, kind: ChangeKind): boolean {
  const calendar = /calendars\/([^/]+)/.exec(resource)?.[1];
  const isWatched =
    calendar === undefined ? event.calendarId === DEFAULT_CALENDAR : decodeURIComponent(calendar) === event.calendarId;
  return accountId === event.accountId && isWatched && changeType.split(',').includes(kind);
}
