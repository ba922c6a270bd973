import type { Exchange } from '@/sandbox/provider-kit/exchange';
import { Faults } from '@/sandbox/provider-kit/faults';
import { Router } from '@/sandbox/provider-kit/router';
import { startProviderServer } from '@/sandbox/provider-kit/start-provider-server';
import { WebhookOutbox } from '@/sandbox/provider-kit/webhook-outbox';
import { admission } from './admission';
import { bookingActionRoutes } from './booking-action-routes';
import { bookingRoutes } from './booking-routes';
import type { CalcomControl } from './control';
import { controlRoutes } from './control-routes';
import { eventTypeRoutes } from './event-type-routes';
import { createNotifier } from './notifier';
import { peopleRoutes } from './people-routes';
import { problem } from './problem';
import { RateLimiter } from './rate-limiter';
import { reservationRoutes } from './reservation-routes';
import { type Account, sampleAccount } from './sample-account';
import { slotRoutes } from './slot-routes';
import { webhookRoutes } from './webhook-routes';
import { World } from './world';

export interface CalcomOptions {
  /** Any free one when absent. */
  port?: number;
  account?: Account;
  /** The simulator's time; default the real one. */
  now?: () => Date;
  /** Requests a minute and key (120). */
  requestsPerMinute?: number;
  onExchange?: (exchange: Exchange) => void;
}

/** A running Cal.com. */
export interface Calcom {
  /** Without the version: `http://127.0.0.1:1234`. */
  readonly url: string;
  readonly port: number;
  readonly control: CalcomControl;
  stop(): Promise<void>;
}

/** How often meetings are looked through for those that began or ended. */
const MEETINGS_EVERY_MS = 1_000;

/** Starts a Cal.com on 127.0.0.1. Rejects when the port is taken. */
export async function startCalcom(options: CalcomOptions = {}): Promise<Calcom> {
  const world = new World(options.account ?? sampleAccount, options.now ?? (() => new Date()));
  const faults = new Faults();
  const limiter = new RateLimiter(options.requestsPerMinute ?? 120);
  const outbox = new WebhookOutbox({
    faults,
    // A receiver that says it is gone is not told anything any more.
    onAnswered: ({ status, url }) => {
      if (status !== 410) return;
      for (const webhook of world.webhooks.values()) if (webhook.subscriberUrl === url) webhook.active = false;
    },
  });
  const notifier = createNotifier(world, outbox);
  const router = new Router();
  slotRoutes(world, router);
  reservationRoutes(world, router);
  bookingRoutes(world, notifier, router);
  bookingActionRoutes(world, notifier, router);
  peopleRoutes(world, router);
  eventTypeRoutes(world, router);
  webhookRoutes(world, router);

  const server = await startProviderServer({
    name: 'calcom',
    ...(options.port === undefined ? {} : { port: options.port }),
    router,
    controls: controlRoutes(() => control),
    around: admission(world, limiter),
    refuse: (status, request, message) => problem(status, request.path, message),
    blockHeaders: (left) => ({
      'X-RateLimit-Limit-Default': '120',
      'X-RateLimit-Remaining-Default': '0',
      'X-RateLimit-Reset-Default': String(left),
    }),
    state: () => ({
      bookings: [...world.bookings.values()].map(({ before: _, ...booking }) => booking),
      webhooks: [...world.webhooks.values()].map(({ secret: _, ...webhook }) => webhook),
      eventTypes: [...world.eventTypes.values()],
      reservations: [...world.reservations.values()],
    }),
    reset() {
      world.reset();
      limiter.clear();
      outbox.clear();
    },
    faults,
    ...(options.onExchange ? { onExchange: options.onExchange } : {}),
  });
  const control: CalcomControl = {
    ...server.control,
    bookings: () => [...world.bookings.values()],
    webhooks: () => [...world.webhooks.values()],
    deliveries: () => outbox.records,
    delivered: () => outbox.idle(),
    putBooking: (booking) => void world.bookings.set(booking.uid, booking),
    putEventType: (type) => void world.eventTypes.set(type.id, type),
    deleteEventType: (id) => void world.eventTypes.delete(id),
    addBusy: (userId, start, end) => void world.busy.push({ userId, start, end }),
    revokeKey: (apiKey) => void world.apiKeys.delete(apiKey),
    putKey: (apiKey, userId) => void world.apiKeys.set(apiKey, { userId, expiresAt: null }),
    expireKey(apiKey, at) {
      const key = world.apiKeys.get(apiKey);
      if (key) world.apiKeys.set(apiKey, { ...key, expiresAt: at });
    },
    send(trigger, uid, more) {
      const booking = world.bookings.get(uid);
      if (booking) notifier.tell(trigger, booking, more);
    },
    tellDueMeetings: () => notifier.tellDueMeetings(),
  };
  const meetings = setInterval(() => notifier.tellDueMeetings(), MEETINGS_EVERY_MS);
  return {
    url: server.url,
    port: server.port,
    control,
    async stop() {
      clearInterval(meetings);
      outbox.stop();
      await server.stop();
    },
  };
}
