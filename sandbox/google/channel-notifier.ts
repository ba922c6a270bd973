import type { DeliveryRecord, WebhookOutbox } from '@/sandbox/provider-kit/webhook-outbox';
import type { Channel } from './model';
import type { World } from './world';

type ResourceState = 'sync' | 'exists';

const RETRIED = [500, 502, 503, 504];
const MAX_ATTEMPTS = 4;
const ATTEMPT = 'x-simulator-attempt';

/** Tells channels that something in their calendar changed: headers only, no word of what. */
export class ChannelNotifier {
  readonly #world: World;
  readonly #outbox: WebhookOutbox;

  constructor(world: World, outbox: WebhookOutbox) {
    this.#world = world;
    this.#outbox = outbox;
  }

  /** To every channel of a calendar that has not ended. */
  tellCalendar(calendarId: string): void {
    for (const channel of this.#world.channels.values())
      if (channel.calendarId === calendarId && channel.expiresAt > this.#world.now()) this.tell(channel, 'exists');
  }

  tell(channel: Channel, state: ResourceState): void {
    channel.messages += 1;
    this.#outbox.send({
      event: state,
      url: channel.address,
      body: '',
      headers: {
        'x-goog-channel-id': channel.id,
        ...(channel.token === null ? {} : { 'x-goog-channel-token': channel.token }),
        'x-goog-channel-expiration': channel.expiresAt.toUTCString(),
        'x-goog-resource-id': channel.resourceId,
        'x-goog-resource-uri': resourceUriOf(channel),
        'x-goog-resource-state': state,
        'x-goog-message-number': String(channel.messages),
        [ATTEMPT]: '1',
      },
    });
  }

  /** Four answers mean "again"; all others, and silence, that the message is lost. */
  answered({ status, ...delivery }: DeliveryRecord): void {
    const attempt = Number(delivery.headers[ATTEMPT]);
    if (!RETRIED.includes(status) || attempt >= MAX_ATTEMPTS) return;
    this.#outbox.send({ ...delivery, headers: { ...delivery.headers, [ATTEMPT]: String(attempt + 1) } });
  }
}

export function resourceUriOf({ calendarId }: Channel): string {
  return `https://www.googleapis.com/calendar/v3/calendars/${encodeURIComponent(calendarId)}/events?alt=json`;
}
