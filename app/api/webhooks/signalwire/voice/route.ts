import { answerVoiceStep } from '@/lib/calls/answer-voice-step';
import { readVoiceRequest } from '@/lib/calls/signalwire-callbacks';
import { startRequestedRecordings } from '@/lib/calls/start-recordings';
import { defineSignalWireWebhook } from '@/lib/http/signalwire-webhook';

/** The carrier asks what to do next on a leg. */
export const POST = defineSignalWireWebhook({
  name: 'voice',
  read: readVoiceRequest,
  perform: answerVoiceStep,
  answersRepeats: true,
  document: (answer) => answer.document,
  afterwards: ({ callId }, { recordingRequested }) =>
    recordingRequested
      ? (deps) => startRequestedRecordings({ ...deps, appUrl: deps.config.appUrl }, deps.clock.now(), callId)
      : null,
});
