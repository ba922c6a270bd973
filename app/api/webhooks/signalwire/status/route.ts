import { isTerminal } from '@/lib/calls/rules';
import { readLegReport } from '@/lib/calls/voice/carrier-callbacks';
import { receiveLegReport } from '@/lib/calls/voice/receive-leg-report';
import { defineSignalWireWebhook } from '@/lib/http/webhooks/signalwire-webhook';
import { drainSoon } from '@/lib/wiring/drain-soon';

/** The carrier reports the progress of a leg; whoever counts on the end of a call hears of it at once. */
export const POST = defineSignalWireWebhook({
  name: 'status',
  read: readLegReport,
  perform: receiveLegReport,
  afterwards: ({ status }) => (isTerminal(status) ? (deps) => drainSoon(deps) : null),
});
