import { eq } from 'drizzle-orm';
import { concludeCall } from '@/lib/calls/conclude-call';
import { endAttempt } from '@/lib/calls/end-attempt';
import { TRANSCRIPTION_WANTED } from '@/lib/calls/job-names';
import { isTerminal } from '@/lib/calls/rules';
import * as documents from '@/lib/calls/voice/internal/documents';
import type { Database } from '@/lib/db/client';
import { bookings } from '@/lib/db/schema/bookings';
import { type CallParty, type CallStatus, calls, recordings, voiceConfigs } from '@/lib/db/schema/calls';
import { enqueue } from '@/lib/jobs/enqueue';
import { isOptedOut } from '@/lib/orgs/settings/opt-out-queries';
import type { ProviderContext, ProviderResult } from '@/lib/webhook-inbox/provider-context';
import { statusUrl, type VoiceStep, voiceUrl } from './callback-urls';
import { firstPartyOf, secondPartyOf } from './leg-rules';
import { type LegReportResult, reportLeg } from './report-leg';

/** The carrier's request for the next document. */
export interface VoiceRequest {
  callId: string;
  step: VoiceStep;
  sid: string;
  parentSid: string | null;
  digits: string | null;
  answeredBy: string | null;
  /** How dialling the second party ended; only with step `dialed`. */
  dialStatus: CallStatus | null;
}

interface VoiceAnswer extends ProviderResult {
  document: string;
  /** The recording of this call can be started now. */
  recordingRequested: boolean;
  /** The transcription of this call can be started now. */
  transcriptionRequested: boolean;
}

type Call = typeof calls.$inferSelect;

interface Step {
  tx: Database;
  context: ProviderContext;
  call: Call;
  request: VoiceRequest;
  script: documents.CallScript;
  url(step: VoiceStep): string;
}

interface StepResult {
  document: string;
  change?: Partial<typeof calls.$inferInsert>;
  recordingRequested?: boolean;
  transcriptionRequested?: boolean;
}

/** The key that accepts a call. */
const ACCEPT_KEY = '1';
/** Steps whose request proves that a leg is live, and the party of that leg. */
const LIVE_STEPS: Partial<Record<VoiceStep, (call: Call) => CallParty>> = {
  start: (call) => firstPartyOf(call.callOrder),
  accept: () => 'operator',
  attendee: () => 'attendee',
  disclosed: () => 'attendee',
  whisper: () => 'operator',
};

/**
 * Answers a step of a call with its document. A repeated step gets the same document and changes nothing more. A foreign
 * leg or an ended call gets a hang-up. Requires a transaction.
 */
export async function answerVoiceStep(context: ProviderContext, request: VoiceRequest): Promise<VoiceAnswer> {
  const { db: tx } = context;
  const [known] = await tx.select().from(calls).where(eq(calls.id, request.callId)).for('update');
  if (!known) return hangUp({ status: 'ignored', why: 'unknown_call' });
  const organizationId = known.organizationId;
  const refused = await reportAlive(context, known, request);
  if (refused) return hangUp({ status: 'ignored', why: refused, alarm: true, organizationId });
  const call = await reread(tx, request.callId);
  const isAfterTalk = request.step === 'survey' || request.step === 'surveyed' || request.step === 'dialed';
  if (isTerminal(call.status) && !isAfterTalk) return hangUp({ status: 'ignored', why: 'call_over', organizationId });

  const url = (step: VoiceStep) => voiceUrl(context.appUrl, call.id, step);
  const script = await scriptOf(tx, call);
  const { document, change, recordingRequested, transcriptionRequested } = await answers[request.step]({
    tx,
    context,
    call,
    request,
    script,
    url,
  });
  if (change) {
    await tx
      .update(calls)
      .set({ ...change, updatedAt: context.now })
      .where(eq(calls.id, call.id));
    await concludeCall(tx, { callId: call.id, ...context });
  }
  return {
    status: 'processed',
    organizationId,
    document,
    recordingRequested: recordingRequested ?? false,
    transcriptionRequested: transcriptionRequested ?? false,
  };
}

const answers: Record<VoiceStep, (step: Step) => StepResult | Promise<StepResult>> = {
  start: ({ call, script, url }) => {
    if (call.callOrder === 'operator_first') return { document: documents.offerDocument(script, url('accept')) };
    if (call.answeredBy === 'machine') return { document: documents.hangUpDocument() };
    return { document: documents.disclosureDocument(script, url('disclosed')) };
  },
  whisper: ({ call, script, url }) =>
    call.callOrder === 'attendee_first'
      ? { document: documents.offerDocument(script, url('accept')) }
      : { document: documents.hangUpDocument() },
  attendee: ({ call, script, url }) =>
    call.callOrder === 'operator_first' && call.operatorAcceptedAt
      ? { document: documents.disclosureDocument(script, url('disclosed')) }
      : { document: documents.hangUpDocument() },
  accept,
  disclosed,
  dialed: ({ call, request, script, url }) => {
    const change = { dialStatus: call.dialStatus ?? request.dialStatus };
    if (call.callOrder === 'operator_first')
      return { change, document: documents.farewellDocument(script, call.bridgedAt ? 'goodbye' : 'notReached') };
    if (!call.bridgedAt) return { change, document: documents.farewellDocument(script, 'nobodyFree') };
    return {
      change,
      document: call.voice.survey ? documents.surveyDocument(script, url('surveyed')) : documents.hangUpDocument(),
    };
  },
  survey: ({ call, script, url }) =>
    call.bridgedAt && call.voice.survey
      ? { document: documents.surveyDocument(script, url('surveyed')) }
      : { document: documents.hangUpDocument() },
  surveyed: ({ call, request, script }) => {
    const document = documents.farewellDocument(script, 'thanks');
    const answered = call.bridgedAt && call.voice.survey && /^\d$/.test(request.digits ?? '');
    return answered ? { document, change: { surveyAnswer: call.surveyAnswer ?? request.digits } } : { document };
  },
};

async function accept({ tx, context, call, request, script, url }: Step): Promise<StepResult> {
  if (request.digits !== ACCEPT_KEY) return { document: documents.farewellDocument(script, 'goodbye') };
  const operatorAcceptedAt = call.operatorAcceptedAt ?? context.now;
  if (call.callOrder === 'attendee_first')
    return {
      document: documents.bridgeDocument(),
      change: { operatorAcceptedAt, bridgedAt: call.bridgedAt ?? context.now },
    };
  if (await isOptedOut(tx, call.organizationId, call.attendeePhone)) {
    const end = { connected: false, reason: 'opted_out' } as const;
    await endAttempt(tx, { ...context, callId: call.id, status: 'canceled', end });
    return { document: documents.farewellDocument(script, 'mayNotBeCalled') };
  }
  return { document: dialSecond(call, script, context.appUrl, url), change: { operatorAcceptedAt } };
}

async function disclosed({ tx, context, call, script, url }: Step): Promise<StepResult> {
  const recordingRequested = call.voice.record && (await requestRecording(tx, context, call));
  const transcriptionRequested = call.voice.transcribe && call.disclosedAt === null;
  if (transcriptionRequested)
    await enqueue(tx, context, {
      name: TRANSCRIPTION_WANTED,
      key: call.id,
      organizationId: call.organizationId,
      payload: { callId: call.id },
      runAt: context.now,
    });
  const requested = { recordingRequested, transcriptionRequested };
  const disclosedAt = call.disclosedAt ?? context.now;
  if (call.callOrder === 'operator_first')
    return {
      document: documents.bridgeDocument(),
      change: { disclosedAt, bridgedAt: call.bridgedAt ?? context.now },
      ...requested,
    };
  return { document: dialSecond(call, script, context.appUrl, url), change: { disclosedAt }, ...requested };
}

function dialSecond(call: Call, script: documents.CallScript, appUrl: string, url: Step['url']): string {
  const second = secondPartyOf(call.callOrder);
  return documents.dialDocument(script, {
    number: second === 'attendee' ? call.attendeePhone : call.operatorPhone,
    callerId: call.fromPhone,
    privateDocumentUrl: url(second === 'attendee' ? 'attendee' : 'whisper'),
    statusCallbackUrl: statusUrl(appUrl, call.id, second),
    actionUrl: url('dialed'),
  });
}

/** Writes the intent, once per call. The recording is started at the carrier after our response. */
async function requestRecording(tx: Database, { ids, now }: ProviderContext, call: Call): Promise<boolean> {
  const [made] = await tx
    .insert(recordings)
    .values({
      id: ids.make('recording'),
      organizationId: call.organizationId,
      callId: call.id,
      status: 'requested',
      requestedAt: now,
      nextTryAt: now,
    })
    .onConflictDoNothing()
    .returning({ id: recordings.id });
  return made !== undefined;
}

async function reportAlive(
  { db, now, ids, actor }: ProviderContext,
  call: Call,
  request: VoiceRequest,
): Promise<Exclude<LegReportResult, 'applied'> | null> {
  const party = LIVE_STEPS[request.step]?.(call);
  if (!party) return null;
  const { callId, sid, parentSid, answeredBy } = request;
  const report = {
    callId,
    sid,
    party,
    parentSid,
    status: 'in-progress',
    sequence: null,
    durationSeconds: null,
  } as const;
  const result = await reportLeg(db, { ...report, answeredBy, now, ids, actor });
  return result === 'applied' ? null : result;
}

async function scriptOf(tx: Database, call: Call): Promise<documents.CallScript> {
  const [row] = await tx
    .select({ config: voiceConfigs, attendeeName: bookings.attendeeName })
    .from(bookings)
    .innerJoin(voiceConfigs, eq(voiceConfigs.organizationId, bookings.organizationId))
    .where(eq(bookings.id, call.bookingId));
  if (!row) throw new Error('A call has no booking or no voice configuration.');
  return { ...row.config, voice: call.voice, attendeeName: row.attendeeName };
}

async function reread(tx: Database, callId: string): Promise<Call> {
  const [call] = await tx.select().from(calls).where(eq(calls.id, callId));
  if (!call) throw new Error('A locked call vanished.');
  return call;
}

function hangUp(result: ProviderResult): VoiceAnswer {
  return { ...result, document: documents.hangUpDocument(), recordingRequested: false, transcriptionRequested: false };
}
