import { GOOGLE_SCOPES } from '@/lib/calendars/providers/google/oauth';
import type { connections } from '@/lib/db/schema/calendars';
import { dana } from '@/sandbox/google/sample-account';
import { startGoogle } from '@/sandbox/google/start-google';
import { danaWork } from '@/sandbox/graph/sample-account';
import { startGraph } from '@/sandbox/graph/start-graph';
import { outlookScopes } from './graph';

/** A provider that calls us back when its calendar changes, in the hands of a test. */
export interface PushedCalendar {
  /** Variables with which the product finds it. */
  environment: Record<string, string>;
  /** Columns of a connection to it, and the secret ones. */
  connection(): Partial<typeof connections.$inferInsert> & { secret: Record<string, string> };
  /** The path of our webhook for a connection. */
  webhookPath(connectionId: string): string;
  /** What the host does in their own calendar. */
  move(externalId: string, start: Date, end: Date): void;
  remove(externalId: string): void;
  /** Notifications are lost from now on. */
  losePushes(): void;
  /** What was read before is no start for what follows. */
  forgetCursors(): void;
  /** The provider ends every subscription and says so, where it ever does. */
  endSubscriptions(): void;
  /** How many live subscriptions it has. */
  subscriptions(): number;
  /** What each notification was answered that was no hello. */
  answers(): number[];
  delivered(): Promise<void>;
  reset(): void;
  stop(): Promise<void>;
}

export async function pushedGoogle(): Promise<PushedCalendar> {
  const google = await startGoogle({ meetDelayMs: 0 });
  const { control, url, app } = google;
  return {
    environment: {
      GOOGLE_API_URL: url,
      GOOGLE_AUTH_URL: url,
      GOOGLE_TOKEN_URL: url,
      GOOGLE_CLIENT_ID: app.clientId,
      GOOGLE_CLIENT_SECRET: app.clientSecret,
    },
    connection: () => ({
      provider: 'google',
      accountId: dana,
      accountLabel: dana,
      secret: control.grant(dana, GOOGLE_SCOPES),
    }),
    webhookPath: (id) => `/api/webhooks/google/${id}`,
    move: control.moveEvent,
    remove: control.deleteEvent,
    losePushes: () => void control.addFault({ kind: 'webhook-lost' }),
    forgetCursors: control.forgetSyncTokens,
    endSubscriptions: () => undefined,
    subscriptions: () => control.channels().length,
    answers: () => control.deliveries().flatMap(({ event, status }) => (event === 'sync' ? [] : [status])),
    delivered: control.delivered,
    reset: control.reset,
    stop: google.stop,
  };
}

export async function pushedOutlook(): Promise<PushedCalendar> {
  const graph = await startGraph({ teamsDelayMs: 0, handshakeTimeoutMs: 3_000 });
  const { control, url, app } = graph;
  return {
    environment: {
      MICROSOFT_API_URL: url,
      MICROSOFT_AUTH_URL: url,
      MICROSOFT_CLIENT_ID: app.clientId,
      MICROSOFT_CLIENT_SECRET: app.clientSecret,
    },
    connection: () => ({
      provider: 'outlook',
      accountId: danaWork.id,
      accountLabel: danaWork.email,
      secret: { ...control.grant(danaWork.id, outlookScopes), kind: 'work' },
    }),
    webhookPath: (id) => `/api/webhooks/microsoft/${id}`,
    move: control.moveEvent,
    remove: control.deleteEvent,
    losePushes: () => void control.addFault({ kind: 'webhook-lost' }),
    forgetCursors: control.forgetDeltaLinks,
    endSubscriptions: () => control.sendLifecycle('subscriptionRemoved'),
    subscriptions: () => control.subscriptions().length,
    answers: () => control.deliveries().map(({ status }) => status),
    delivered: control.delivered,
    reset: control.reset,
    stop: graph.stop,
  };
}
