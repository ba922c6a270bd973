import type { Exchange } from '@/sandbox/provider-kit/exchange';
import { Faults } from '@/sandbox/provider-kit/faults';
import { hostControl } from '@/sandbox/provider-kit/host-control';
import { OAuthMemory } from '@/sandbox/provider-kit/oauth-memory';
import type { OAuthApp } from '@/sandbox/provider-kit/oauth-routes';
import { Router } from '@/sandbox/provider-kit/router';
import { startProviderServer } from '@/sandbox/provider-kit/start-provider-server';
import { WebhookOutbox } from '@/sandbox/provider-kit/webhook-outbox';
import { admission } from './admission';
import { calendarViewRoutes } from './calendar-view-routes';
import { controlRoutes } from './control-routes';
import { eventRoutes } from './event-routes';
import type { GraphControl } from './graph-control';
import { graphOAuthRoutes } from './graph-oauth';
import type { Account, StoredEvent } from './model';
import { Notifier } from './notifier';
import { plainError } from './refusal';
import { sampleAccounts } from './sample-account';
import { scheduleRoutes } from './schedule-routes';
import { allScopes } from './scopes';
import { subscriptionRoutes } from './subscription-routes';
import { World } from './world';

export interface GraphOptions {
  /** Any free one when absent. */
  port?: number;
  accounts?: readonly Account[];
  app?: Partial<OAuthApp>;
  /** The simulator's time; default the real one. */
  now?: () => Date;
  /** How long a Teams link takes to be made (150). */
  teamsDelayMs?: number;
  /** Events on a page of a delta (50). */
  deltaPageSize?: number;
  /** How long a receiver may take to answer the handshake (10,000). */
  handshakeTimeoutMs?: number;
  onExchange?: (exchange: Exchange) => void;
}

/** A running Microsoft: its authorization server and Graph under one address. */
export interface Graph {
  readonly url: string;
  readonly port: number;
  readonly app: OAuthApp;
  readonly control: GraphControl;
  stop(): Promise<void>;
}

const ACCESS_SECONDS = 3600;

/** Starts a Microsoft on 127.0.0.1. Rejects when the port is taken. */
export async function startGraph(options: GraphOptions = {}): Promise<Graph> {
  const now = options.now ?? (() => new Date());
  const app: OAuthApp = {
    clientId: 'microsoft-client',
    clientSecret: 'microsoft-secret',
    redirectUris: ['http://localhost:3000/api/oauth/microsoft/callback'],
    ...options.app,
  };
  const world = new World(options.accounts ?? sampleAccounts, now);
  const memory = new OAuthMemory({ now, accessSeconds: ACCESS_SECONDS, refreshTokens: 'rotating' });
  const faults = new Faults();
  const outbox = new WebhookOutbox({ faults });
  const notifier = new Notifier(world, outbox);
  world.onChange = (event, kind) => notifier.tellChange(event, kind);
  const router = new Router();
  graphOAuthRoutes(world, memory, app, router);
  scheduleRoutes(world, router);
  calendarViewRoutes(world, router, options.deltaPageSize ?? 50);
  eventRoutes(world, router, options.teamsDelayMs ?? 150);
  subscriptionRoutes(world, router, options.handshakeTimeoutMs ?? 10_000);

  const server = await startProviderServer({
    name: 'graph',
    ...(options.port === undefined ? {} : { port: options.port }),
    router,
    controls: controlRoutes(() => control),
    around: admission(world, memory),
    refuse: (status, _request, message) => plainError(status, message),
    state: () => ({
      events: world.events,
      subscriptions: [...world.subscriptions.values()].map(({ clientState: _, ...rest }) => rest),
    }),
    reset() {
      world.reset();
      memory.reset();
      outbox.clear();
    },
    faults,
    ...(options.onExchange ? { onExchange: options.onExchange } : {}),
  });

  const control: GraphControl = {
    ...hostControl<StoredEvent>({
      control: server.control,
      memory,
      outbox,
      allScopes,
      events: () => world.events,
      accountId: (id) => world.account(id).id,
      move: (event, start, end) => void world.change(event, { start, end }),
      remove: (event) => world.delete(event),
    }),
    addEvent: (draft) => world.add({ subject: 'Busy', ...draft }).id,
    forgetDeltaLinks() {
      world.deltaEpoch += 1;
    },
    subscriptions: () => [...world.subscriptions.values()],
    sendLifecycle(event) {
      for (const subscription of [...world.subscriptions.values()]) notifier.tellLifecycle(subscription, event);
    },
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
