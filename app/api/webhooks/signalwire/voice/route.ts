import { answerVoiceStep } from '@/lib/calls/voice/answer-voice-step';
import { startRequestedRecordings } from '@/lib/calls/voice/start-recordings';
import { defineCarrierWebhook } from '@/lib/http/webhooks/carrier-webhook';
import { runJobsSoon } from '@/lib/wiring/follow-up';

/** The carrier asks what to do next on a leg. */
export const POST = defineCarrierWebhook({
  kind: 'voice',
  perform: answerVoiceStep,
  answersRepeats: true,
  document: (answer) => answer.document,
  afterwards: ({ callId }, { recordingRequested, transcriptionRequested }) =>
    recordingRequested || transcriptionRequested
      ? async (deps) => {
          const recordingMeans = { ...deps, appUrl: deps.config.appUrl };
          if (recordingRequested) await startRequestedRecordings(recordingMeans, deps.clock.now(), callId);
          if (transcriptionRequested) await runJobsSoon(deps);
        }
      : null,
});
