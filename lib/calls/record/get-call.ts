import { and, asc, eq, inArray, sql } from 'drizzle-orm';
import { zoneOriginOf } from '@/lib/bookings/attendees';
import { callEntries } from '@/lib/calls/record/internal/call-entries';
import { toWire } from '@/lib/calls/record/internal/call-wire';
import { historyEntries } from '@/lib/calls/record/internal/history-entries';
import { partiesOf } from '@/lib/calls/record/internal/parties';
import { canHaveOutcome, isClosedTo, mayReview } from '@/lib/calls/record/internal/qa-rules';
import { isTerminal } from '@/lib/calls/rules';
import type { CallDetails } from '@/lib/contracts/calls';
import { notFound } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { bookingHistory, bookings } from '@/lib/db/schema/bookings';
import {
  type ConfirmationPrompt,
  callConfirmations,
  callLegs,
  calls,
  recordings,
  transcriptions,
  voiceConfigs,
} from '@/lib/db/schema/calls';
import { users } from '@/lib/db/schema/orgs';
import { isAllowed } from '@/lib/orgs/access/permissions';
import { selectCalls } from './queries';

type Reader = Pick<CommandContext, 'db' | 'org' | 'actor'>;
type Ticked = typeof callConfirmations.$inferSelect;

/**
 * One call with its legs, timeline, prompts, recording and transcripts, and what the reader may do with it now.
 * @throws AppError `not_found`
 */
export async function getCall(ctx: Reader, id: string): Promise<CallDetails> {
  const { db, org, actor } = ctx;
  const [listed] = await selectCalls(ctx).where(and(eq(calls.id, id), eq(calls.organizationId, org)));
  if (!listed) throw notFound('call');
  const { call } = listed;
  const [booking, config, legs, confirmed, recorded, transcribed, history] = await Promise.all([
    db.select().from(bookings).where(eq(bookings.id, call.bookingId)),
    db.select().from(voiceConfigs).where(eq(voiceConfigs.organizationId, org)),
    db.select().from(callLegs).where(eq(callLegs.callId, id)).orderBy(asc(callLegs.createdAt)),
    db.select().from(callConfirmations).where(eq(callConfirmations.callId, id)),
    db.select().from(recordings).where(eq(recordings.callId, id)),
    db.select().from(transcriptions).where(eq(transcriptions.callId, id)).orderBy(asc(transcriptions.receivedAt)),
    db
      .select()
      .from(bookingHistory)
      .where(and(eq(bookingHistory.bookingId, call.bookingId), sql`${bookingHistory.detail}->>'call_id' = ${id}`)),
  ]);
  const [bookingRow] = booking;
  const [configRow] = config;
  if (!bookingRow || !configRow) throw new Error('A call has no booking or no voice configuration.');
  const names = await namesOf(ctx, [
    ...confirmed.map(({ confirmedBy }) => confirmedBy),
    ...history.flatMap((row) => ('userId' in row.actor ? [row.actor.userId] : [])),
    ...(call.outcomeBy ? [call.outcomeBy] : []),
  ]);
  const entries = [
    ...callEntries({ attempts: [call], legs, confirmed, recorded, transcribed }, names, partiesOf(actor, listed)),
    ...historyEntries(history, names, [call]),
  ];
  const reviewable = mayReview(actor, call);
  const executes = isAllowed(actor, 'calls:execute');
  const open = executes && !isClosedTo(actor, call);
  const [recording] = recorded;
  return {
    ...toWire(listed),
    carrier_sid: call.carrierSid,
    booking: {
      start_time: bookingRow.startTime.toISOString(),
      duration_minutes: bookingRow.durationMinutes,
      timezone: bookingRow.timezone,
      status: bookingRow.status,
      attendee_email: bookingRow.attendeeEmail,
      attendee_timezone: bookingRow.attendeeTimezone,
      attendee_timezone_origin: zoneOriginOf(bookingRow),
      description: bookingRow.description,
      notes: bookingRow.notes,
    },
    legs: legs.map((leg) => ({
      party: leg.party,
      status: leg.status,
      carrier_sid: leg.carrierSid,
      ringing_at: leg.ringingAt?.toISOString() ?? null,
      answered_at: leg.answeredAt?.toISOString() ?? null,
      ended_at: leg.endedAt?.toISOString() ?? null,
      duration_seconds: leg.durationSeconds,
      answered_by: leg.answeredBy,
    })),
    timeline: entries.sort((a, b) => a.at.localeCompare(b.at)),
    voice: call.voice,
    confirmations: promptsOf(configRow.confirmationPrompts, confirmed, names),
    recording:
      recording && reviewable
        ? {
            status: recording.status,
            duration_seconds: recording.durationSeconds,
            playable: recording.status === 'completed' && recording.mediaUrl !== null,
          }
        : null,
    transcripts: reviewable
      ? transcribed.map(({ status, text, receivedAt }) => ({ status, text, received_at: receivedAt.toISOString() }))
      : [],
    gates: call.gates,
    survey_answer: call.surveyAnswer,
    notes: call.notes,
    outcome_note: call.outcomeNote,
    outcome_by: call.outcomeBy && (names.get(call.outcomeBy) ?? 'A former member'),
    rights: {
      tick: open,
      declare_outcome: open && canHaveOutcome(call.status),
      edit_notes: open,
      hear_recording: reviewable,
      end: executes && !isTerminal(call.status) && call.carrierSid !== null,
    },
  };
}

/** The configured prompts, then ticked ones that are no longer configured. */
function promptsOf(
  configured: readonly ConfirmationPrompt[],
  ticked: readonly Ticked[],
  names: ReadonlyMap<string, string>,
): CallDetails['confirmations'] {
  const tickOf = (key: string) => ticked.find(({ promptKey }) => promptKey === key);
  const former = ticked.filter(({ promptKey }) => !configured.some(({ key }) => key === promptKey));
  const prompts = [
    ...configured,
    ...former.map(({ promptKey, promptText }) => ({ key: promptKey, text: promptText, required: false })),
  ];
  return prompts.map(({ key, text, required }) => {
    const tick = tickOf(key);
    return {
      key,
      text: tick?.promptText ?? text,
      required,
      confirmed_at: tick?.confirmedAt.toISOString() ?? null,
      confirmed_by: tick ? (names.get(tick.confirmedBy) ?? 'A former member') : null,
    };
  });
}

async function namesOf({ db }: Reader, userIds: string[]): Promise<ReadonlyMap<string, string>> {
  if (userIds.length === 0) return new Map();
  const rows = await db.select({ id: users.id, name: users.name }).from(users).where(inArray(users.id, userIds));
  return new Map(rows.map(({ id, name }) => [id, name]));
}
