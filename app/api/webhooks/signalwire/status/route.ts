import { receiveLegNews } from '@/lib/calls/receive-leg-news';
import { isTerminal } from '@/lib/calls/rules';
import { readLegNews } from '@/lib/calls/signalwire-callbacks';
import { defineSignalWireWebhook } from '@/lib/http/signalwire-webhook';
import { drainDueJobs } from '@/lib/wiring/jobs';

const DRAIN_MS = 5_000;

/** The carrier reports the progress of a leg; whoever counts on the end of a call hears of it at once. */
export const POST = defineSignalWireWebhook({
  name: 'status',
  read: readLegNews,
  perform: receiveLegNews,
  afterwards: ({ status }) => (isTerminal(status) ? (deps) => drainDueJobs(deps, DRAIN_MS) : null),
});
