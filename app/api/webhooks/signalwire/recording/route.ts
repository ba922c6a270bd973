import { readRecordingReport } from '@/lib/calls/voice/carrier-callbacks';
import { reportRecording } from '@/lib/calls/voice/report-recording';
import { defineSignalWireWebhook } from '@/lib/http/webhooks/signalwire-webhook';

/** The carrier reports what became of a recording. */
export const POST = defineSignalWireWebhook({ name: 'recording', read: readRecordingReport, perform: reportRecording });
