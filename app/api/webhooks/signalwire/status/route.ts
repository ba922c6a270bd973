import { isTerminal } from '@/lib/calls/rules';
import { receiveLegReport } from '@/lib/calls/voice/receive-leg-report';
import { defineCarrierWebhook } from '@/lib/http/webhooks/carrier-webhook';
import { runJobsSoon } from '@/lib/wiring/follow-up';

/** The carrier reports the progress of a leg. The jobs that wait for the end of a call run right after it. */
export const POST = defineCarrierWebhook({
  kind: 'status',
  perform: receiveLegReport,
  afterwards: ({ status }) => (isTerminal(status) ? runJobsSoon : null),
});
