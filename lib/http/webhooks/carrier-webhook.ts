import type { CallbackKind, CallbackReports, CarrierCallback } from '@/lib/calls/carrier-callbacks';
import { CARRIER_PROVIDER, callbackPath } from '@/lib/calls/voice/callback-urls';
import type { ProviderContext, ProviderResult } from '@/lib/webhook-inbox/provider-context';
import type { Deps } from '@/lib/wiring/deps';
import { defineWebhook } from './define-webhook';

interface CarrierWebhook<Kind extends CallbackKind, Result extends ProviderResult> {
  kind: Kind;
  perform(context: ProviderContext, report: CallbackReports[Kind]): Promise<Result>;
  answersRepeats?: boolean;
  /** The XML document to answer with; without it the answer is empty. */
  document?(result: Result): string;
  /** Work for after the answer, if there is any. */
  afterwards?(report: CallbackReports[Kind], result: Result): ((deps: Deps) => Promise<unknown>) | null;
}

/** An endpoint of the phone carrier: a signed post, answered with a call document or an empty body. */
export function defineCarrierWebhook<Kind extends CallbackKind, Result extends ProviderResult>(
  webhook: CarrierWebhook<Kind, Result>,
) {
  const { kind, perform, answersRepeats, document, afterwards } = webhook;
  return defineWebhook<CarrierCallback<Kind>, Result>({
    route: callbackPath(kind),
    provider: CARRIER_PROVIDER,
    verify: (delivery, { carrierCallbacks }) => carrierCallbacks.isSigned(delivery),
    read: (delivery, { carrierCallbacks }) => carrierCallbacks.read(kind, delivery),
    event: ({ dedupeKey, kept }) => ({ kind, dedupeKey, payload: kept }),
    perform: (context, { report }) => perform(context, report),
    answersRepeats,
    answer: (result) =>
      result && document
        ? new Response(document(result), { headers: { 'content-type': 'text/xml; charset=utf-8' } })
        : new Response(null, { status: 200 }),
    afterwards: ({ report }, result) => afterwards?.(report, result) ?? null,
  });
}
