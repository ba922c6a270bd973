import { reportTranscription } from '@/lib/calls/voice/report-transcription';
import { defineCarrierWebhook } from '@/lib/http/webhooks/carrier-webhook';

/** The carrier posts a transcription. */
export const POST = defineCarrierWebhook({
  kind: 'transcription',
  perform: reportTranscription,
});
