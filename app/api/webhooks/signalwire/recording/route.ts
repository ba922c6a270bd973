import { reportRecording } from '@/lib/calls/voice/report-recording';
import { defineCarrierWebhook } from '@/lib/http/webhooks/carrier-webhook';

/** The carrier reports the state of a recording. */
export const POST = defineCarrierWebhook({ kind: 'recording', perform: reportRecording });
