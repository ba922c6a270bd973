import { markFault, markReadable } from '@/lib/calendars/connections/connection-health';
import { installationConnection } from '@/lib/calendars/connections/installation-connection';
import { subscriptionSecret } from '@/lib/calendars/connections/maintain-connections';
import type { ConnectionRow } from '@/lib/calendars/connections/open-connection';
import { ingestNewBooking } from '@/lib/calendars/inbound/ingest-new-booking';
import { reapplyDelivery } from '@/lib/calendars/inbound/reapply-delivery';
import { accountNamed, accountOf, connectionMeant, type WebhookAccount } from '@/lib/calendars/inbound/webhook-account';
import type { WebhookReading } from '@/lib/calendars/inbound/webhook-reading';
import { forgetSlots } from '@/lib/calendars/slots/slot-cache';
import { AppError, notFound } from '@/lib/core/errors';
import { withTimeout } from '@/lib/core/with-timeout';
import { afterResponseOnce } from '@/lib/http/after-response';
import { inRequestScope, type RequestScope } from '@/lib/http/request-scope';
import { type Interpreted, interpretEvent } from '@/lib/webhook-inbox/interpret-event';
import { keepEvent, type NewEvent } from '@/lib/webhook-inbox/keep-event';
import { TAKE_UP_AFTER_MS } from '@/lib/webhook-inbox/policy';
import { calendarContext } from '@/lib/wiring/calendars';
import { type Deps, getDeps } from '@/lib/wiring/deps';
import { drainSoon } from '@/lib/wiring/drain-soon';
import { type CalendarDeliveries, inboxContext } from '@/lib/wiring/webhook-inbox';
import { type RawDelivery, receiveDelivery } from './raw-delivery';
import { refuseSignature } from './refuse-signature';

/** Interpretation that takes longer goes on by itself, and the cron makes sure of it: the provider has its answer. */
const INTERPRET_WITHIN_MS = 2_000;

/**
 * An endpoint to which a calendar's provider posts what happened: signature over the raw body → read → kept, for good,
 * and interpreted → answer. What cannot be interpreted now is tried again later; it is kept, so the answer is a 202.
 */
export function defineCalendarWebhook(deliveries: CalendarDeliveries, route: string) {
  const { provider } = deliveries;
  const handler = (request: Request): Promise<Response> =>
    inRequestScope(request, route, getDeps(), async (scope) => {
      const delivery = await receiveDelivery(request, route, scope.deps);
      scope.log.provider = provider;
      const named = delivery.params.connection;
      const owner = named === undefined ? null : await accountNamed(scope.deps.db, provider, named);
      if (named !== undefined && owner === null) {
        reject(scope, provider, 'unknown_address');
        throw notFound('calendar connection');
      }
      await requireSignature(deliveries, scope, delivery, owner);
      const reading = await read(deliveries, scope, delivery, owner);
      const connection = owner ?? (await accountMeant(scope.deps, provider, reading));
      const { status, result } = await takeIn(deliveries, scope, delivery, reading, connection);
      Object.assign(scope.log, {
        kind: reading.kind,
        inbox: status,
        org: connection?.organizationId,
        why: result?.why,
      });
      if (status === 'ignored' && result?.why?.startsWith('unknown_')) reject(scope, provider, result.why);
      if (connection && result && status !== 'ignored') afterwards(scope, connection, status);
      return Response.json(
        { status, ...(result?.why ? { why: result.why } : {}) },
        { status: status === 'accepted' ? 202 : 200 },
      );
    });
  return Object.assign(handler, { declaration: { route, provider } });
}

/** Whom a delivery to the installation's plain address is about. */
async function accountMeant(
  deps: Deps,
  provider: CalendarDeliveries['provider'],
  reading: WebhookReading,
): Promise<WebhookAccount | null> {
  const connection =
    (await connectionMeant(deps.db, provider, reading)) ??
    (provider === 'calcom' ? await installationConnection(deps) : null);
  return connection && accountOf(deps.db, connection);
}

type Answer = 'processed' | 'already_synced' | 'ignored' | 'duplicate' | 'accepted';

async function takeIn(
  { provider, signatureHeader }: CalendarDeliveries,
  { deps, now }: RequestScope,
  { text, headers }: RawDelivery,
  reading: WebhookReading,
  connection: WebhookAccount | null,
): Promise<{ status: Answer; result: Interpreted | null }> {
  const event: NewEvent = {
    provider,
    kind: reading.kind,
    dedupeKey: `${connection?.id ?? 'nobody'}:${reading.dedupeKey}`,
    organizationId: connection?.organizationId ?? null,
    connectionId: connection?.id ?? null,
    subject: reading.externalId,
    payload: {},
    body: text,
    headers: headersKept(headers, signatureHeader),
    occurredAt: reading.occurredAt,
    receivedAt: now,
    status: 'received',
    nextAttemptAt: new Date(now.getTime() + TAKE_UP_AFTER_MS),
  };
  if (
    connection &&
    (await withTimeout(deps.clock, ingestNewBooking({ ...deps, now }, connection, reading, event), INTERPRET_WITHIN_MS))
  )
    return { status: 'processed', result: { status: 'processed' } };
  const kept = await keepEvent(deps.db, deps.ids, event);
  if (kept.deliveries > 1 && kept.status !== 'received' && kept.status !== 'failed') {
    const isLater = (reading.occurredAt?.getTime() ?? 0) > (kept.occurredAt?.getTime() ?? 0);
    const changed =
      isLater && connection !== null && (await reapplyDelivery(calendarContext(deps), connection, reading));
    return changed ? { status: 'processed', result: { status: 'processed' } } : { status: 'duplicate', result: null };
  }
  const result = await withTimeout(deps.clock, interpretEvent(inboxContext(deps), kept.id), INTERPRET_WITHIN_MS);
  if (result === null || result.status === 'failed' || result.status === 'dead') return { status: 'accepted', result };
  return { status: result.status === 'taken' ? 'duplicate' : result.status, result };
}

async function requireSignature(
  deliveries: CalendarDeliveries,
  scope: RequestScope,
  { headers, text }: RawDelivery,
  owner: ConnectionRow | null,
): Promise<void> {
  const { provider, signatureHeader } = deliveries;
  const { deps, now } = scope;
  const own = owner ? [subscriptionSecret(deps, owner) ?? ''] : [];
  const keys = [...own, ...(owner && !deliveries.keysSignEverything ? [] : deliveries.keys(deps.config))];
  if (deliveries.isSigned(headers.get(signatureHeader), text, keys, now)) return;
  await refuseSignature(scope, provider, owner);
}

async function read(
  deliveries: CalendarDeliveries,
  { deps, now }: RequestScope,
  { text }: RawDelivery,
  owner: ConnectionRow | null,
): Promise<WebhookReading> {
  try {
    const reading = deliveries.read(text);
    if (owner?.healthReason === 'webhook_template') await markReadable({ ...deps, now }, owner.id);
    return reading;
  } catch (error) {
    if (owner && error instanceof AppError && error.extra?.reason === 'no_trigger')
      await markFault({ ...deps, now }, owner.id, 'webhook_template');
    throw error;
  }
}

/** By the name under which rejections of a provider are counted. */
function reject({ deps, requestId }: RequestScope, provider: string, reason: string): void {
  deps.logger.warn(`${provider}_webhook_rejected`, { requestId, reason });
}

function headersKept(headers: Headers, signatureHeader: string): Record<string, string> {
  const names = [signatureHeader, 'content-type', 'user-agent', 'x-cal-webhook-version'];
  return Object.fromEntries(names.flatMap((name) => [[name, headers.get(name)]]).filter(([, value]) => value !== null));
}

function afterwards(scope: RequestScope, connection: ConnectionRow, status: Answer): void {
  const { deps } = scope;
  if (status === 'processed')
    afterResponseOnce(scope, `slots of ${connection.id}`, () => forgetSlots(calendarContext(deps), connection.id));
  afterResponseOnce(scope, 'jobs', () => drainSoon(deps));
}
