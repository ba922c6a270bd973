import { receiveLegNews } from '@/lib/calls/voice/receive-leg-report';
import { isTerminal } from '@/lib/calls/rules';
import { readLegNews } from '@/lib/calls/voice/carrier-callbacks';
import { defineSignalWireWebhook } from '@/lib/http/webhooks/signalwire-webhook';
import { drainSoon } from '@/lib/wiring/drain-soon';

/** The carrier reports the progress of a leg; whoever counts on the end of a call hears of it at once. */
export const POST = defineSignalWireWebhook({
  name: 'status',
  read: readLegNews,
  perform: receiveLegNews,
  afterwards: ({ status }) => (isTerminal(status) ? (deps) => drainSoon(deps) : null),
});
