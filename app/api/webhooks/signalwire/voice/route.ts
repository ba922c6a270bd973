import { answerVoiceStep } from '@/lib/calls/voice/answer-voice-step';
import { readVoiceRequest } from '@/lib/calls/voice/carrier-callbacks';
import { startRequestedRecordings } from '@/lib/calls/voice/start-recordings';
import { defineSignalWireWebhook } from '@/lib/http/webhooks/signalwire-webhook';
import { drainSoon } from '@/lib/wiring/drain-soon';

/** The carrier asks what to do next on a leg. */
export const POST = defineSignalWireWebhook({
  name: 'voice',
  read: readVoiceRequest,
  perform: answerVoiceStep,
  answersRepeats: true,
  document: (answer) => answer.document,
  afterwards: ({ callId }, { recordingRequested, transcriptionRequested }) =>
    recordingRequested || transcriptionRequested
      ? async (deps) => {
          const recordingMeans = { ...deps, appUrl: deps.config.appUrl };
          if (recordingRequested) await startRequestedRecordings(recordingMeans, deps.clock.now(), callId);
          if (transcriptionRequested) await drainSoon(deps);
        }
      : null,
});
