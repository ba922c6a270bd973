import { reportTranscription } from '@/lib/calls/report-transcription';
import { readTranscriptionReport } from '@/lib/calls/signalwire-callbacks';
import { defineSignalWireWebhook } from '@/lib/http/signalwire-webhook';

/** The carrier posts a transcription. */
export const POST = defineSignalWireWebhook({
  name: 'transcription',
  read: readTranscriptionReport,
  perform: reportTranscription,
});
