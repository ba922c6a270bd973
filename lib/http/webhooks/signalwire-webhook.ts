import { type CarrierPost, dedupeKey, keptFields } from '@/lib/calls/voice/carrier-callbacks';
import { isSignedBySignalWire } from '@/lib/calls/voice/carrier-signature';
import { formOfTranscript } from '@/lib/calls/voice/transcript-event';
import { AppError } from '@/lib/core/errors';
import type { ProviderContext, ProviderResult } from '@/lib/webhook-inbox/provider-context';
import type { Deps } from '@/lib/wiring/deps';
import { defineWebhook } from './define-webhook';
import type { RawDelivery } from './raw-delivery';

interface SignalWireWebhook<Report, Result extends ProviderResult> {
  name: 'voice' | 'status' | 'recording' | 'transcription' | 'message';
  read(post: CarrierPost): Report;
  perform(context: ProviderContext, report: Report): Promise<Result>;
  answersRepeats?: boolean;
  /** The cXML to answer with; nothing unless told. */
  document?(result: Result): string;
  /** Work for after the answer, if there is any. */
  afterwards?(report: Report, result: Result): ((deps: Deps) => Promise<unknown>) | null;
}

/** An endpoint of the telephone carrier: a signed post, answered with cXML or with nothing. */
export function defineSignalWireWebhook<Report, Result extends ProviderResult>(
  webhook: SignalWireWebhook<Report, Result>,
) {
  const { name, read, perform, answersRepeats, document, afterwards } = webhook;
  return defineWebhook<Report, Result>({
    route: `/api/webhooks/signalwire/${name}`,
    provider: 'signalwire',
    verify: (delivery, deps) => isSignedBySignalWire(delivery, deps.config.carrier.signingKeys),
    read: (delivery) => read(postOf(delivery)),
    event: (_, delivery) => {
      const post = postOf(delivery);
      return { kind: name, dedupeKey: dedupeKey(name, post), payload: keptFields(post) };
    },
    perform,
    answersRepeats,
    answer: (result) =>
      result && document
        ? new Response(document(result), { headers: { 'content-type': 'text/xml; charset=utf-8' } })
        : new Response(null, { status: 200 }),
    afterwards,
  });
}

/** Forms; a transcript of a whole call comes as JSON. */
function postOf({ query, headers, text }: RawDelivery): CarrierPost {
  const form = formOfTranscript(text);
  if (form) return { query, form };
  if (!/^application\/x-www-form-urlencoded\b/i.test(headers.get('content-type') ?? ''))
    throw new AppError('unreadable_body', 'The carrier posts forms.');
  return { query, form: new URLSearchParams(text) };
}
