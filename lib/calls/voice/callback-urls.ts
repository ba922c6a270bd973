import type { CallbackKind } from '@/lib/calls/carrier-callbacks';

/**
 * The points of a call at which the carrier asks what to do next: `start` is the first document of the first leg,
 * `attendee` and `whisper` are the private documents of the second leg, `accept` is the operator's key, `disclosed` follows
 * the last notice, `dialed` the end of the bridge, `survey` and `surveyed` are the question after the call and its answer.
 */
export const voiceSteps = [
  'start',
  'accept',
  'attendee',
  'disclosed',
  'whisper',
  'dialed',
  'survey',
  'surveyed',
] as const;

export type VoiceStep = (typeof voiceSteps)[number];

/** Where the carrier fetches the document of a step. @param appUrl origin without a trailing slash */
export function voiceUrl(appUrl: string, callId: string, step: VoiceStep): string {
  return `${address(appUrl, 'voice', callId)}&step=${step}`;
}

/** Where the carrier reports the progress of one party's leg. */
export function statusUrl(appUrl: string, callId: string, party: 'operator' | 'attendee'): string {
  return `${address(appUrl, 'status', callId)}&party=${party}`;
}

/** Where the carrier reports the state of a recording. */
export function recordingUrl(appUrl: string, callId: string): string {
  return address(appUrl, 'recording', callId);
}

/** Where the carrier posts a transcription. */
export function transcriptionUrl(appUrl: string, callId: string): string {
  return address(appUrl, 'transcription', callId);
}

/** The carrier's name in our addresses and in the webhook inbox. */
export const CARRIER_PROVIDER = 'signalwire';

/** The path of the endpoint for one kind of callback. */
export function callbackPath(kind: CallbackKind): string {
  return `/api/webhooks/${CARRIER_PROVIDER}/${kind}`;
}

function address(appUrl: string, kind: CallbackKind, callId: string): string {
  return `${appUrl}${callbackPath(kind)}?call=${encodeURIComponent(callId)}`;
}
