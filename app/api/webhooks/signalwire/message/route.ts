import { readMessageReport } from '@/lib/calls/voice/carrier-callbacks';
import { reportMessage } from '@/lib/calls/voice/report-message';
import { defineSignalWireWebhook } from '@/lib/http/webhooks/signalwire-webhook';

/** The carrier hands over a text message, or tells what became of one. */
export const POST = defineSignalWireWebhook({ name: 'message', read: readMessageReport, perform: reportMessage });
