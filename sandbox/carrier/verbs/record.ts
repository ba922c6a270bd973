import { randomUUID } from 'node:crypto';
import { sendCallback } from '@/sandbox/carrier/callbacks';
import type { CxmlNode } from '@/sandbox/carrier/cxml-document';
import { deferred } from '@/sandbox/carrier/deferred';
import { httpMethod } from '@/sandbox/carrier/instruction';
import { isOver } from '@/sandbox/carrier/leg';
import { notifyAfterHangup } from '@/sandbox/carrier/notify-after-hangup';
import { startRecording, stopRecording } from '@/sandbox/carrier/recorder';
import type { Recording, Transcription } from '@/sandbox/carrier/recording';
import { accountPath, recordingUrl } from '@/sandbox/carrier/resource-uris';
import { actionOf, addressIn, numberIn, recordingCallbackOf, type Verb } from '@/sandbox/carrier/verb';
import type { World } from '@/sandbox/carrier/world';

const TRANSCRIBING_MS = 2_000;

function transcribe(world: World, recording: Recording, node: CxmlNode): void {
  if (node.attributes.transcribe !== 'true') return;
  const url = addressIn(node, 'transcribeCallback');
  const scope = world.scope;
  world.errand(async () => {
    await scope.sleep(world.human(TRANSCRIBING_MS));
    const transcription: Transcription = {
      sid: randomUUID(),
      recordingSid: recording.sid,
      callSid: recording.leg.sid,
      createdAt: Date.now(),
      text: world.behaviours.of(recording.leg.order.to).transcript,
      status: 'completed',
      duration: recording.duration ?? 0,
    };
    world.transcriptions.set(transcription.sid, transcription);
    if (url === null) return;
    const fields: [string, string][] = [
      ['TranscriptionSid', transcription.sid],
      ['TranscriptionText', transcription.text],
      ['TranscriptionStatus', transcription.status],
      ['TranscriptionUrl', `${world.publicUrl}${accountPath(world, `Transcriptions/${transcription.sid}`)}`],
      ['RecordingSid', recording.sid],
      ['RecordingUrl', recordingUrl(world, recording.sid)],
      ['CallSid', recording.leg.sid],
      ['AccountSid', world.settings.projectId],
      ['From', recording.leg.order.from],
      ['To', recording.leg.order.to],
      ['CallStatus', recording.leg.status],
      ['ApiVersion', '2010-04-01'],
      ['Direction', recording.leg.order.direction],
    ];
    sendCallback(world, {
      kind: 'transcription',
      sid: recording.leg.sid,
      number: recording.leg.order.to,
      label: 'transcribed',
      target: { url, method: httpMethod(node.attributes.transcribeCallbackMethod) },
      fields,
    });
  });
}

/** `<Record>`: keeps what the called party says until it falls silent, presses a key or runs out of time. */
export const record: Verb = async (context, node) => {
  const { world, leg, live, scope } = context;
  const action = actionOf(node) ?? context.document;
  const finishKeys = node.attributes.finishOnKey ?? '1234567890*#';
  const { speaksSeconds } = world.behaviours.of(leg.order.to);
  const seconds = Math.min(numberIn(node, 'maxLength', 3_600), speaksSeconds + numberIn(node, 'timeout', 5));
  const finished = deferred<void>();
  let digits = '';
  const onKey = (key: string) => {
    if (!finishKeys.includes(key)) return;
    digits = key;
    finished.resolve();
  };
  const callback = recordingCallbackOf(node);
  const recording = startRecording(world, leg, { source: 'RecordVerb', channels: 1, callback });
  const outcomeFields = (key: string): [string, string][] => [
    ['RecordingUrl', recordingUrl(world, recording.sid)],
    ['RecordingSid', recording.sid],
    ['RecordingDuration', String(recording.duration ?? 0)],
    ['Digits', key],
  ];
  live.keyListeners.add(onKey);
  try {
    await scope.within(finished.promise, world.human(seconds * 1000));
  } finally {
    live.keyListeners.delete(onKey);
    stopRecording(world, recording);
    transcribe(world, recording, node);
    if (isOver(leg)) notifyAfterHangup(world, leg, { ...action, fields: outcomeFields('hangup') });
  }
  return { kind: 'goto', instruction: { ...action, fields: outcomeFields(digits) } };
};
