import { json } from '@/sandbox/provider-kit/answer';
import type { Exchange } from '@/sandbox/provider-kit/exchange';
import { Faults } from '@/sandbox/provider-kit/faults';
import { type Call, Router } from '@/sandbox/provider-kit/router';
import { startProviderServer } from '@/sandbox/provider-kit/start-provider-server';
import { accountRoutes } from './account-routes';
import { admission, callerOf } from './admission';
import { authorizeRoutes } from './authorize-routes';
import { type CalendlyControl, calendlyControl } from './calendly-control';
import { controlRoutes } from './control-routes';
import { Deliveries } from './deliveries';
import { eventTypeRoutes } from './event-type-routes';
import { Grants } from './grants';
import { inviteeRoutes } from './invitee-routes';
import { Limits } from './limits';
import type { OAuthApp } from './model';
import { problem } from './refusal';
import { type Account, sampleAccount } from './sample-account';
import { Schedule } from './schedule';
import { scheduledEventRoutes } from './scheduled-event-routes';
import { subscriptionRoutes } from './subscription-routes';
import { tokenRoutes } from './token-routes';
import { visitorPages } from './visitor-pages';
import { World } from './world';

export interface CalendlyOptions {
  /** Any free one when absent. */
  port?: number;
  /** The registered client: id, secret, redirect addresses. */
  app?: Partial<OAuthApp>;
  /** What exists at Calendly; a small firm when absent. */
  account?: Account;
  /** Default: the real time. */
  now?: () => Date;
  /** Pauses before each repetition of a webhook that failed. */
  retryAfterMs?: readonly number[];
  /** Receives every exchange, before its answer leaves. */
  onExchange?: (exchange: Exchange) => void;
}

/** A Calendly that listens: its API, its authorization server and its pages behind one address. */
export interface Calendly {
  /** For CALENDLY_API_URL and CALENDLY_AUTH_URL alike. */
  readonly url: string;
  readonly port: number;
  readonly control: CalendlyControl;
  stop(): Promise<void>;
}

export async function startCalendly(options: CalendlyOptions = {}): Promise<Calendly> {
  const world = new World(options.account ?? sampleAccount(options.app), options.now ?? (() => new Date()));
  const grants = new Grants(world.now);
  const limits = new Limits();
  const faults = new Faults();
  let url = '';
  const pages = () => url;
  const deliveries = new Deliveries(world, { faults, pages, retryAfterMs: options.retryAfterMs ?? [200, 400, 800] });
  const schedule = new Schedule(world, (event, invitee) => deliveries.send(event, invitee));
  const caller = (call: Call) => callerOf(world, grants, call.request);

  const router = new Router();
  authorizeRoutes(world, grants, router);
  tokenRoutes(world, grants, limits, router);
  accountRoutes(world, caller, pages, router);
  eventTypeRoutes(world, caller, router);
  inviteeRoutes({ world, schedule, limits, callerOf: caller, pages }, router);
  scheduledEventRoutes({ world, schedule, callerOf: caller, pages }, router);
  subscriptionRoutes(world, caller, router);
  visitorPages(world, schedule, router);

  const server = await startProviderServer({
    name: 'calendly',
    port: options.port,
    router,
    faults,
    around: admission(world, grants, limits),
    refuse: (status, { path }, message) =>
      path.startsWith('/oauth/')
        ? json(status, { error: status === 429 ? 'rate_limited' : 'server_error', error_description: message })
        : problem(status, message),
    blockHeaders: (left) => ({
      'X-RateLimit-Limit': '500',
      'X-RateLimit-Remaining': '0',
      'X-RateLimit-Reset': String(left),
    }),
    onExchange: options.onExchange,
    controls: controlRoutes(() => control),
    state: () => ({
      meetings: [...world.meetings.values()],
      invitees: [...world.invitees.values()],
      subscriptions: [...world.subscriptions.values()],
    }),
    reset: () => {
      world.reset();
      grants.reset();
      limits.clear();
      deliveries.reset();
    },
  });
  url = server.url;
  const control = calendlyControl({ world, schedule, grants, deliveries, control: server.control });
  return {
    url,
    port: server.port,
    control,
    async stop() {
      deliveries.stop();
      await server.stop();
    },
  };
}
