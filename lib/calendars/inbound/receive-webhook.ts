import type { CalendarContext } from '@/lib/calendars/calendar-context';
import { markFault, markReadable } from '@/lib/calendars/connections/connection-health';
import { subscriptionSecret } from '@/lib/calendars/connections/internal/vault';
import { ingestNewBooking } from '@/lib/calendars/inbound/internal/ingest-new-booking';
import { accountMeant, accountNamed, type WebhookAccount } from '@/lib/calendars/inbound/internal/webhook-account';
import type { DeliveriesFacet } from '@/lib/calendars/provider-module';
import { forgetSlots } from '@/lib/calendars/slots/slot-cache';
import { AppError } from '@/lib/core/errors';
import { withTimeout } from '@/lib/core/with-timeout';
import type { CalendarProviderName } from '@/lib/db/schema/calendars';
import { retriedTransaction } from '@/lib/db/transaction';
import { type Interpreted, interpretWith } from '@/lib/webhook-inbox/interpret-event';
import { keepEvent, type NewEvent } from '@/lib/webhook-inbox/keep-event';
import { TAKE_UP_AFTER_MS } from '@/lib/webhook-inbox/policy';
import { applyFacts } from './apply-facts';
import { interpretReading } from './interpret-webhook';
import type { WebhookReading } from './webhook-reading';

/** The provider gets its answer after this; the interpretation continues, and the cron retries what is lost. */
const INTERPRET_WITHIN_MS = 2_000;

/** A delivery as it arrived. */
interface PostedWebhook {
  provider: CalendarProviderName;
  /** The connection that the address names; null for the installation's plain address. */
  connectionId: string | null;
  headers: Headers;
  /** The body, byte for byte. */
  text: string;
}

interface WebhookContext extends CalendarContext {
  /** When the delivery arrived. */
  now: Date;
  /** Runs a task after the response; tasks of one name that wait are run once. */
  afterResponse(name: string, task: () => Promise<unknown>): void;
}

type WebhookOutcome =
  | { kind: 'unknown_address' }
  | { kind: 'bad_signature'; owner: WebhookAccount | null }
  | {
      kind: 'received';
      /** `accepted`: kept, and interpreted later. */
      status: 'processed' | 'already_synced' | 'ignored' | 'duplicate' | 'accepted';
      why?: string;
      /** The event by the provider's own name. */
      event: string;
      organizationId: string | null;
      /** It may have queued jobs. */
      hasWork: boolean;
    };

/**
 * Takes a provider's delivery: verifies its signature over the raw body, keeps it and interprets it. A new booking is
 * kept and created in one statement. What cannot be interpreted now is retried later.
 * @throws AppError `unreadable_body`
 */
export async function receiveWebhook(context: WebhookContext, posted: PostedWebhook): Promise<WebhookOutcome> {
  const { provider, connectionId } = posted;
  const { webhooks } = context.calendars[provider];
  if (webhooks?.kind !== 'deliveries') throw new Error(`${provider} sends no deliveries.`);
  const owner = connectionId === null ? null : await accountNamed(context.db, provider, connectionId);
  if (connectionId !== null && owner === null) return { kind: 'unknown_address' };
  if (!isSigned(context, webhooks, posted, owner)) return { kind: 'bad_signature', owner };
  const reading = await read(context, webhooks, posted, owner);
  const account = owner ?? (await accountMeant(context, webhooks, provider, reading));
  const { status, result } = await ingest(context, webhooks, posted, reading, account);
  const hasWork = account !== null && result !== null && status !== 'ignored';
  if (hasWork && status === 'processed')
    context.afterResponse(`slots of ${account.id}`, () => forgetSlots(context, account.id));
  return {
    kind: 'received',
    status,
    ...(result?.why ? { why: result.why } : {}),
    event: reading.kind,
    organizationId: account?.organizationId ?? null,
    hasWork,
  };
}

function isSigned(
  context: WebhookContext,
  { installationKeys, installationWide, isSigned, signatureHeader }: DeliveriesFacet,
  { headers, text }: PostedWebhook,
  owner: WebhookAccount | null,
): boolean {
  const own = owner ? [subscriptionSecret(context, owner) ?? ''] : [];
  const keys = owner && !installationWide ? own : [...own, ...installationKeys];
  return isSigned(headers.get(signatureHeader), text, keys, context.now);
}

/** A custom payload template at the provider makes deliveries unreadable: the connection's health says so until one can be read. */
async function read(
  context: WebhookContext,
  webhooks: DeliveriesFacet,
  { text }: PostedWebhook,
  owner: WebhookAccount | null,
): Promise<WebhookReading> {
  try {
    const reading = webhooks.read(text);
    if (owner?.healthReason === 'webhook_template') await markReadable(context, owner.id);
    return reading;
  } catch (error) {
    if (owner && error instanceof AppError && error.extra?.reason === 'no_trigger')
      await markFault(context, owner.id, 'webhook_template');
    throw error;
  }
}

interface Ingested {
  status: Extract<WebhookOutcome, { kind: 'received' }>['status'];
  /** Null when nothing was interpreted within this request. */
  result: Interpreted | null;
}

const processed: Ingested = { status: 'processed', result: { status: 'processed' } };

async function ingest(
  context: WebhookContext,
  webhooks: DeliveriesFacet,
  { provider, text, headers }: PostedWebhook,
  reading: WebhookReading,
  account: WebhookAccount | null,
): Promise<Ingested> {
  const { clock, db, ids, now } = context;
  const event: NewEvent = {
    provider,
    kind: reading.kind,
    dedupeKey: `${account?.id ?? 'nobody'}:${reading.dedupeKey}`,
    organizationId: account?.organizationId ?? null,
    connectionId: account?.id ?? null,
    subject: reading.externalId,
    payload: {},
    body: text,
    headers: headersToKeep(headers, webhooks),
    occurredAt: reading.occurredAt,
    receivedAt: now,
    status: 'received',
    nextAttemptAt: new Date(now.getTime() + TAKE_UP_AFTER_MS),
  };
  if (account && (await withTimeout(clock, ingestNewBooking(context, account, reading, event), INTERPRET_WITHIN_MS)))
    return processed;
  const kept = await keepEvent(db, ids, event);
  if (kept.deliveries > 1 && kept.status !== 'received' && kept.status !== 'failed') {
    const isLater = (reading.occurredAt?.getTime() ?? 0) > (kept.occurredAt?.getTime() ?? 0);
    const changed = isLater && account !== null && (await reapply(context, account, reading));
    return changed ? processed : { status: 'duplicate', result: null };
  }
  const interpreting = interpretWith(context, kept.id, (inbox, row) =>
    // A later delivery of the same event may have taken the place of this one.
    interpretReading(inbox, row, row.body === text ? reading : webhooks.read(row.body ?? '')),
  );
  const result = await withTimeout(clock, interpreting, INTERPRET_WITHIN_MS);
  if (result === null || result.status === 'failed' || result.status === 'dead') return { status: 'accepted', result };
  return { status: result.status === 'taken' ? 'duplicate' : result.status, result };
}

/**
 * Applies a settled event that is reported again with a later time: a copy by another subscription, which changes
 * nothing, or a return to an earlier state. The times decide. @returns whether our booking changed
 */
async function reapply(
  { db, ids, now }: WebhookContext,
  account: WebhookAccount,
  { facts }: WebhookReading,
): Promise<boolean> {
  if (facts.length === 0) return false;
  const write = { ids, now, actor: { kind: 'provider', name: account.provider } as const };
  const { changed } = await retriedTransaction(db, (tx) => applyFacts({ ...write, db: tx }, account, facts));
  return changed;
}

function headersToKeep(headers: Headers, { signatureHeader, keptHeaders }: DeliveriesFacet): Record<string, string> {
  const names = [signatureHeader, 'content-type', 'user-agent', ...keptHeaders];
  return Object.fromEntries(names.flatMap((name) => [[name, headers.get(name)]]).filter(([, value]) => value !== null));
}
