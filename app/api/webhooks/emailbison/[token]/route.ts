import { acceptedResponse } from '@/lib/http/webhooks/accepted-response';
import { defineWebhook } from '@/lib/http/webhooks/define-webhook';
import { isEmailToolToken, readEmailToolPush, receiveEmailToolPush } from '@/lib/leads/import/receive-email-tool-push';
import { runJobsSoon } from '@/lib/wiring/follow-up';

/** Seconds; the lead is read after the response. */
export const maxDuration = 60;

/** EmailBison does not sign webhooks: the token in the address identifies it, and the data is read from its API. */
export const POST = defineWebhook({
  route: '/api/webhooks/emailbison/[token]',
  provider: 'emailbison',
  verify: ({ params }, deps) => isEmailToolToken(deps.db, params.token ?? ''),
  read: ({ params, text }) => readEmailToolPush(params.token ?? '', text),
  event: ({ kind, dedupeKey, leadId }) => ({ kind, dedupeKey, payload: { lead: leadId ?? '' } }),
  perform: receiveEmailToolPush,
  answer: acceptedResponse,
  afterwards: (_, { status }) => (status === 'processed' ? runJobsSoon : null),
});
