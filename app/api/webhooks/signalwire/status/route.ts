import { receiveLegNews } from '@/lib/calls/receive-leg-news';
import { readLegNews } from '@/lib/calls/signalwire-callbacks';
import { defineSignalWireWebhook } from '@/lib/http/signalwire-webhook';

/** The carrier reports the progress of a leg. */
export const POST = defineSignalWireWebhook({ name: 'status', read: readLegNews, perform: receiveLegNews });
