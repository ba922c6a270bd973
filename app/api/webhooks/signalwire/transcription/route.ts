import { readTranscriptionReport } from '@/lib/calls/voice/carrier-callbacks';
import { reportTranscription } from '@/lib/calls/voice/report-transcription';
import { defineSignalWireWebhook } from '@/lib/http/webhooks/signalwire-webhook';

/** The carrier posts a transcription. */
export const POST = defineSignalWireWebhook({
  name: 'transcription',
  read: readTranscriptionReport,
  perform: reportTranscription,
});
