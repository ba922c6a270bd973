import type {
  CallbackKind,
  CallbackReports,
  CarrierCallback,
  CarrierCallbacks,
  CarrierPost,
} from '@/lib/calls/carrier-callbacks';
import { isTerminal } from '@/lib/calls/rules';
import { voiceSteps } from '@/lib/calls/voice/callback-urls';
import { AppError } from '@/lib/core/errors';
import type { CallParty, CallStatus } from '@/lib/db/schema/calls';
import { sha256 } from '@/lib/security/digest';
import { answeredByOf, callStatusOf, instantOf, secondsOf } from './map';
import { isSignedBySignalWire } from './signature';
import { formOfTranscript } from './transcript-event';

/** The query of our own address, and the form posted to it. */
interface Fields {
  query: URLSearchParams;
  form: URLSearchParams;
}

/** What SignalWire posts. @param signingKeys any of them may have signed a post */
export function createSignalWireCallbacks(signingKeys: readonly string[]): CarrierCallbacks {
  return {
    isSigned: (post) => isSignedBySignalWire(post, signingKeys),
    read<Kind extends CallbackKind>(kind: Kind, post: CarrierPost): CarrierCallback<Kind> {
      const fields = fieldsOf(post);
      const report = readers[kind](fields);
      return { report, dedupeKey: dedupeKey(kind, fields), kept: keptFields(fields) };
    },
  };
}

const readers: { [Kind in CallbackKind]: (fields: Fields) => CallbackReports[Kind] } = {
  voice: ({ query, form }) => ({
    callId: required(query, 'call'),
    step: oneOf(required(query, 'step'), voiceSteps),
    sid: required(form, 'CallSid'),
    parentSid: form.get('ParentCallSid'),
    digits: form.get('Digits'),
    answeredBy: answeredByOf(form.get('AnsweredBy')),
    dialStatus: dialOutcome(callStatusOf(form.get('DialCallStatus') ?? '')),
  }),
  status({ query, form }) {
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
  },
  recording: ({ query, form }) => ({
    callId: required(query, 'call'),
    sid: required(form, 'RecordingSid'),
    status: oneOf(required(form, 'RecordingStatus'), ['in-progress', 'completed', 'absent', 'failed'] as const),
    mediaUrl: form.get('RecordingUrl'),
    durationSeconds: secondsOf(form.get('RecordingDuration')),
    channels: secondsOf(form.get('RecordingChannels')),
  }),
  transcription: ({ query, form }) => ({
    callId: required(query, 'call'),
    sid: required(form, 'TranscriptionSid'),
    status: required(form, 'TranscriptionStatus'),
    text: form.get('TranscriptionText'),
  }),
  message: ({ form }) => ({
    from: required(form, 'From'),
    to: required(form, 'To'),
    body: form.get('Body'),
    recipientOptedOut: form.get('ErrorCode') === RECIPIENT_OPTED_OUT,
  }),
};

const RECIPIENT_OPTED_OUT = '21610';

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

/** The fields in which two posts that say the same agree. */
const IDENTITY = [
  'CallSid',
  'MessageSid',
  'RecordingSid',
  'TranscriptionSid',
  'CallStatus',
  'RecordingStatus',
  'TranscriptionStatus',
  'MessageStatus',
  'SmsStatus',
  'Digits',
  'DialCallStatus',
];

function keptFields({ query, form }: Fields): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const name of ['call', 'party', 'step']) if (query.has(name)) kept[name] = query.get(name) ?? '';
  for (const name of KEPT) if (form.has(name)) kept[name] = form.get(name) ?? '';
  return kept;
}

function dedupeKey(kind: CallbackKind, { query, form }: Fields): string {
  const identity = IDENTITY.map((name) => form.get(name) ?? '');
  const sequence = form.get('SequenceNumber') ?? form.get('Timestamp') ?? '';
  const address = [query.get('call') ?? '', query.get('step') ?? query.get('party') ?? ''];
  return `${kind}:${sha256(JSON.stringify([...address, ...identity, sequence]))}`;
}

/** SignalWire posts forms; only the transcript of a whole call comes as JSON. */
function fieldsOf({ query, headers, text }: CarrierPost): Fields {
  const form = formOfTranscript(text);
  if (form) return { query, form };
  if (!/^application\/x-www-form-urlencoded\b/i.test(headers.get('content-type') ?? ''))
    throw new AppError('unreadable_body', 'Send the report as a form.');
  return { query, form: new URLSearchParams(text) };
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
  return new AppError('unreadable_body', "We couldn't read this report.", { detail: what });
}
