import { eq } from 'drizzle-orm';
import { webhookEvents } from '@/lib/db/schema/webhooks';
import { retriedTransaction } from '@/lib/db/transaction';
import { afterResponse } from '@/lib/http/after-response';
import { inRequestScope, type RequestScope } from '@/lib/http/request-scope';
import { keepEvent } from '@/lib/webhook-inbox/keep-event';
import type { ProviderContext, ProviderResult } from '@/lib/webhook-inbox/provider-context';
import type { AddressOwner } from '@/lib/webhook-inbox/record-bad-signature';
import { type Deps, getDeps } from '@/lib/wiring/deps';
import { type RawDelivery, receiveDelivery } from './raw-delivery';
import { refuseSignature } from './refuse-signature';

/** How the inbox keeps a delivery: what it is, what makes it the same as another, and what is worth keeping of it. */
interface InboxEvent {
  kind: string;
  dedupeKey: string;
  payload: Record<string, string>;
  /** The calendar account that it is about. */
  connectionId?: string;
}

type WebhookDeclaration<Report, Result extends ProviderResult> = Handling<Report, Result> & Verification<Report>;

/** Whether it comes from the provider: by the delivery as it arrived, or by a secret that only its report shows. */
type Verification<Report> =
  | { verify(delivery: RawDelivery, deps: Deps): boolean | Promise<boolean> }
  | { verifyReport(report: Report, deps: Deps): boolean | Promise<boolean> };

interface Handling<Report, Result extends ProviderResult> {
  /** The address as the folders spell it. */
  route: string;
  provider: string;
  /** What the provider asks before it sends anything; null for a delivery. */
  greeting?(delivery: RawDelivery, deps: Deps): Promise<Response | null>;
  /** Whose the address is, where it is not the installation's. */
  owner?(delivery: RawDelivery, deps: Deps): Promise<AddressOwner>;
  /** @throws AppError `unreadable_body` */
  read(delivery: RawDelivery, deps: Deps): Report;
  event(report: Report, delivery: RawDelivery): InboxEvent;
  /** Interprets the report in the transaction that also writes its inbox row. */
  perform(context: ProviderContext, report: Report): Promise<Result>;
  /** Whether a repeat is performed and answered again; otherwise it is only counted. `perform` must be idempotent then. */
  answersRepeats?: boolean | ((report: Report) => boolean);
  /** The answer; `null` for a repeat that was only counted. */
  answer(result: Result | null): Response;
  /** Work for after the answer, if there is any. It may be lost: never the only way. */
  afterwards?(report: Report, result: Result): ((deps: Deps) => Promise<unknown>) | null;
}

/**
 * An endpoint that a provider posts to: signature over the raw body → read → inbox row and interpretation, both or
 * none → answer. A delivery that fails is answered with an error and leaves nothing, so that its repeat starts afresh.
 */
export function defineWebhook<Report, Result extends ProviderResult>(declaration: WebhookDeclaration<Report, Result>) {
  const handler = (request: Request): Promise<Response> =>
    inRequestScope(request, declaration.route, getDeps(), async (scope) => {
      const { deps } = scope;
      const delivery = await receiveDelivery(request, declaration.route, deps);
      scope.log.provider = declaration.provider;
      const greeting = await declaration.greeting?.(delivery, deps);
      if (greeting) return greeting;
      const refuse = async () =>
        refuseSignature(scope, declaration.provider, (await declaration.owner?.(delivery, deps)) ?? null);
      if ('verify' in declaration && !(await declaration.verify(delivery, deps))) return refuse();
      const report = declaration.read(delivery, deps);
      if ('verifyReport' in declaration && !(await declaration.verifyReport(report, deps))) return refuse();
      const event = declaration.event(report, delivery);
      const { result, deliveries } = await perform(declaration, report, event, scope);
      describe(scope, declaration.provider, event, result, deliveries);
      const later = result && declaration.afterwards?.(report, result);
      if (later) afterResponse(scope, () => later(deps));
      return declaration.answer(result);
    });
  return Object.assign(handler, { declaration: { route: declaration.route, provider: declaration.provider } });
}

function perform<Report, Result extends ProviderResult>(
  declaration: WebhookDeclaration<Report, Result>,
  report: Report,
  event: InboxEvent,
  { deps, now }: RequestScope,
): Promise<{ result: Result | null; deliveries: number }> {
  const { provider } = declaration;
  return retriedTransaction(deps.db, async (tx) => {
    const kept = { ...event, provider, receivedAt: now, settledAt: now, status: 'processed' } as const;
    const row = await keepEvent(tx, deps.ids, kept);
    const { answersRepeats = false } = declaration;
    const isAnswered = typeof answersRepeats === 'function' ? answersRepeats(report) : answersRepeats;
    if (row.deliveries > 1 && !isAnswered) return { result: null, deliveries: row.deliveries };
    const actor = { kind: 'provider', name: provider } as const;
    const context = { db: tx, now, ids: deps.ids, actor, appUrl: deps.config.appUrl };
    const result = await declaration.perform(context, report);
    const { status, organizationId = null } = result;
    await tx.update(webhookEvents).set({ status, organizationId }).where(eq(webhookEvents.id, row.id));
    return { result, deliveries: row.deliveries };
  });
}

function describe(
  { log, deps, requestId }: RequestScope,
  provider: string,
  event: InboxEvent,
  result: ProviderResult | null,
  deliveries: number,
): void {
  const inbox = result?.status ?? 'duplicate';
  Object.assign(log, { provider, kind: event.kind, inbox, deliveries, org: result?.organizationId, why: result?.why });
  if (result?.alarm) deps.logger.error('webhook alarm', { requestId, provider, kind: event.kind, why: result.why });
  else if (result?.why) deps.logger.warn('webhook ignored', { requestId, provider, kind: event.kind, why: result.why });
}
