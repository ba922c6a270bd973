import { answeredByOf, callStatusOf, instantOf, secondsOf } from '@/lib/calls/providers/signalwire/map';
import { isTerminal } from '@/lib/calls/rules';
import { AppError } from '@/lib/core/errors';
import type { CallParty, CallStatus } from '@/lib/db/schema/calls';
import { sha256 } from '@/lib/security/digest';
import type { VoiceRequest } from './answer-voice-step';
import { voiceSteps } from './callback-urls';
import type { LegReport } from './report-leg';
import type { MessageReport } from './report-message';
import type { RecordingReport } from './report-recording';
import type { TranscriptionReport } from './report-transcription';

/** The query of our own address, and the form that the carrier posted to it. */
export interface CarrierPost {
  query: URLSearchParams;
  form: URLSearchParams;
}

/** A leg's report without what the request adds. */
export type CarrierLegReport = Omit<LegReport, 'now' | 'ids' | 'actor'>;

/** A question for the next document. @throws AppError `unreadable_body` */
export function readVoiceRequest({ query, form }: CarrierPost): VoiceRequest {
  const dialStatus = callStatusOf(form.get('DialCallStatus') ?? '');
  return {
    callId: required(query, 'call'),
    step: oneOf(required(query, 'step'), voiceSteps),
    sid: required(form, 'CallSid'),
    parentSid: form.get('ParentCallSid'),
    digits: form.get('Digits'),
    answeredBy: answeredByOf(form.get('AnsweredBy')),
    dialStatus: dialOutcome(dialStatus),
  };
}

/** A progress report. @throws AppError `unreadable_body` */
export function readLegReport({ query, form }: CarrierPost): CarrierLegReport {
  const status = callStatusOf(required(form, 'CallStatus'));
  if (!status) throw unreadable('CallStatus');
  return {
    callId: required(query, 'call'),
    sid: required(form, 'CallSid'),
    party: oneOf<CallParty>(required(query, 'party'), ['operator', 'attendee']),
    parentSid: form.get('ParentCallSid'),
    status,
    sequence: secondsOf(form.get('SequenceNumber')),
    at: instantOf(form.get('Timestamp')) ?? undefined,
    durationSeconds: secondsOf(form.get('CallDuration')),
    answeredBy: answeredByOf(form.get('AnsweredBy')),
  };
}

/** What became of a recording. @throws AppError `unreadable_body` */
export function readRecordingReport({ query, form }: CarrierPost): RecordingReport {
  return {
    callId: required(query, 'call'),
    sid: required(form, 'RecordingSid'),
    status: oneOf(required(form, 'RecordingStatus'), ['in-progress', 'completed', 'absent', 'failed'] as const),
    mediaUrl: form.get('RecordingUrl'),
    durationSeconds: secondsOf(form.get('RecordingDuration')),
    channels: secondsOf(form.get('RecordingChannels')),
  };
}

/** A transcription. @throws AppError `unreadable_body` */
export function readTranscriptionReport({ query, form }: CarrierPost): TranscriptionReport {
  return {
    callId: required(query, 'call'),
    sid: required(form, 'TranscriptionSid'),
    status: required(form, 'TranscriptionStatus'),
    text: form.get('TranscriptionText'),
  };
}

/** A text message received, or the fate of one sent. @throws AppError `unreadable_body` */
export function readMessageReport({ form }: CarrierPost): MessageReport {
  return {
    from: required(form, 'From'),
    to: required(form, 'To'),
    body: form.get('Body'),
    errorCode: form.get('ErrorCode'),
  };
}

const KEPT = [
  'CallSid',
  'ParentCallSid',
  'CallStatus',
  'SequenceNumber',
  'Timestamp',
  'CallDuration',
  'AnsweredBy',
  'SipResultCode',
  'HangupBy',
  'Digits',
  'DialCallSid',
  'DialCallStatus',
  'DialCallDuration',
  'RecordingSid',
  'RecordingStatus',
  'RecordingDuration',
  'TranscriptionSid',
  'TranscriptionStatus',
  'MessageSid',
  'MessageStatus',
  'ErrorCode',
];

/** What the inbox keeps of a post: ids, states and times; no number, no name, no text. */
export function keptFields({ query, form }: CarrierPost): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of ['call', 'party', 'step']) if (query.has(name)) kept[name] = query.get(name) ?? '';
  for (const name of KEPT) if (form.has(name)) kept[name] = form.get(name) ?? '';
  return kept;
}

/** Two posts with the same key tell the same. */
export function dedupeKey(kind: string, { query, form }: CarrierPost): string {
  const told = ['CallSid', 'MessageSid', 'RecordingSid', 'TranscriptionSid', 'CallStatus', 'RecordingStatus']
    .concat(['TranscriptionStatus', 'MessageStatus', 'SmsStatus', 'Digits', 'DialCallStatus'])
    .map((name) => form.get(name) ?? '');
  const numbered = form.get('SequenceNumber') ?? form.get('Timestamp') ?? '';
  const about = [query.get('call') ?? '', query.get('step') ?? query.get('party') ?? ''];
  return `${kind}:${sha256(JSON.stringify([...about, ...told, numbered]))}`;
}

function dialOutcome(status: CallStatus | null): CallStatus | null {
  if (status === 'in-progress') return 'completed';
  return status && isTerminal(status) ? status : null;
}

function required(fields: URLSearchParams, name: string): string {
  const value = fields.get(name);
  if (!value || value.length > 200) throw unreadable(name);
  return value;
}

function oneOf<Value extends string>(word: string, known: readonly Value[]): Value {
  const value = known.find((candidate) => candidate === word);
  if (value === undefined) throw unreadable(word.slice(0, 40));
  return value;
}

function unreadable(what: string): AppError {
  return new AppError('unreadable_body', 'The report cannot be read.', { detail: what });
}
