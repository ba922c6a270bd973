import type { Exchange } from '@/sandbox/provider-kit/exchange';
import { Faults } from '@/sandbox/provider-kit/faults';
import { hostControl } from '@/sandbox/provider-kit/host-control';
import { OAuthMemory } from '@/sandbox/provider-kit/oauth-memory';
import type { OAuthApp } from '@/sandbox/provider-kit/oauth-routes';
import { Router } from '@/sandbox/provider-kit/router';
import { startProviderServer } from '@/sandbox/provider-kit/start-provider-server';
import { WebhookOutbox } from '@/sandbox/provider-kit/webhook-outbox';
import { admission } from './admission';
import { calendarListRoutes } from './calendar-list-routes';
import { ChannelNotifier } from './channel-notifier';
import { channelRoutes } from './channel-routes';
import { controlRoutes } from './control-routes';
import { eventListRoutes } from './event-list-routes';
import { eventRoutes } from './event-routes';
import { freeBusyRoutes } from './free-busy-routes';
import type { GoogleControl } from './google-control';
import { googleOAuthRoutes } from './google-oauth';
import type { StoredEvent } from './model';
import { QuotaWindow } from './quota-window';
import { plainError } from './refusal';
import { type Directory, sampleDirectory } from './sample-account';
import { allScopes } from './scopes';
import { World } from './world';

export interface GoogleOptions {
  /** Any free one when absent. */
  port?: number;
  directory?: Directory;
  app?: Partial<OAuthApp>;
  /** The simulator's time; default the real one. */
  now?: () => Date;
  /** How long a Meet link takes to be made (150). */
  meetDelayMs?: number;
  /** The app is in testing: its refresh tokens end after seven days. */
  testing?: boolean;
  /** Requests a minute and user (600). */
  requestsPerMinute?: number;
  onExchange?: (exchange: Exchange) => void;
}

/** A running Google: its authorization server and its calendar API under one address. */
export interface Google {
  readonly url: string;
  readonly port: number;
  readonly app: OAuthApp;
  readonly control: GoogleControl;
  stop(): Promise<void>;
}

const ACCESS_SECONDS = 3600;
const TESTING_SECONDS = 7 * 24 * 3600;

/** Starts a Google on 127.0.0.1. Rejects when the port is taken. */
export async function startGoogle(options: GoogleOptions = {}): Promise<Google> {
  const now = options.now ?? (() => new Date());
  const app: OAuthApp = {
    clientId: 'google-client',
    clientSecret: 'google-secret',
    redirectUris: ['http://localhost:3000/api/oauth/google/callback'],
    ...options.app,
  };
  const world = new World(options.directory ?? sampleDirectory, now);
  const memory = new OAuthMemory({
    now,
    accessSeconds: ACCESS_SECONDS,
    refreshTokens: 'kept',
    ...(options.testing ? { refreshSeconds: TESTING_SECONDS } : {}),
  });
  const quota = new QuotaWindow(options.requestsPerMinute ?? 600);
  const faults = new Faults();
  const outbox = new WebhookOutbox({ faults, onAnswered: (record) => notifier.answered(record) });
  const notifier = new ChannelNotifier(world, outbox);
  world.onChange = ({ calendarId }) => notifier.tellCalendar(calendarId);
  const router = new Router();
  googleOAuthRoutes(world, memory, app, router);
  calendarListRoutes(world, router);
  freeBusyRoutes(world, router);
  channelRoutes(world, router, notifier);
  eventListRoutes(world, router);
  eventRoutes(world, router, options.meetDelayMs ?? 150);

  const server = await startProviderServer({
    name: 'google',
    ...(options.port === undefined ? {} : { port: options.port }),
    router,
    controls: controlRoutes(() => control),
    around: admission(memory, quota, now),
    refuse: (status, _request, message) => plainError(status, message),
    state: () => ({
      events: world.events,
      channels: [...world.channels.values()].map(({ token: _, ...rest }) => rest),
    }),
    reset() {
      world.reset();
      memory.reset();
      quota.clear();
      outbox.clear();
    },
    faults,
    ...(options.onExchange ? { onExchange: options.onExchange } : {}),
  });

  const times = (start: Date, end: Date) => ({
    start: { dateTime: start.toISOString() },
    end: { dateTime: end.toISOString() },
  });
  const control: GoogleControl = {
    ...hostControl<StoredEvent>({
      control: server.control,
      memory,
      outbox,
      allScopes,
      events: () => world.events,
      accountId: (email) => world.account(email).email,
      move: (event, start, end) => void world.put({ ...event, ...times(start, end) }),
      remove: (event) => void world.delete(event),
    }),
    addEvent(calendarId, start, end, more) {
      const base = {
        id: world.newEventId(),
        calendarId,
        status: 'confirmed',
        created: now(),
        conference: null,
      } as const;
      return world.put({ ...base, summary: 'Busy', ...times(start, end), ...more }).id;
    },
    forgetSyncTokens() {
      world.syncEpoch += 1;
    },
    channels: () => [...world.channels.values()],
  };
  return {
    url: server.url,
    port: server.port,
    app,
    control,
    async stop() {
      outbox.stop();
      await server.stop();
    },
  };
}
