import { reportRecording } from '@/lib/calls/report-recording';
import { readRecordingReport } from '@/lib/calls/signalwire-callbacks';
import { defineSignalWireWebhook } from '@/lib/http/signalwire-webhook';

/** The carrier reports what became of a recording. */
export const POST = defineSignalWireWebhook({ name: 'recording', read: readRecordingReport, perform: reportRecording });
