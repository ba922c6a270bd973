import { and, eq, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import type { Carrier } from '@/lib/calls/carrier';
import { isTerminal } from '@/lib/calls/rules';
import { eachAtOnce } from '@/lib/core/each-at-once';
import type { Database } from '@/lib/db/client';
import { calls, recordings } from '@/lib/db/schema/calls';
import type { JobContext } from '@/lib/jobs/job-context';
import { recordingUrl } from './callback-urls';

interface RecordingContext extends Pick<JobContext, 'db' | 'logger'> {
  carrier: Carrier;
  appUrl: string;
}

interface RecordingCounts {
  started: number;
  /** The call was over, or the carrier no longer knew it. */
  givenUp: number;
  failed: number;
}

const BATCH = 50;
const CONCURRENCY = 8;
/** Longer than the carrier's timeout, so that attempts for one recording never overlap. */
const LEASE_SECONDS = 20;
const MAX_WAIT_SECONDS = 120;
/** About an hour; by then the call is over. */
const MAX_ATTEMPTS = 30;

interface Claimed {
  id: string;
  callId: string;
  /** Including this one. */
  attempts: number;
  callSid: string | null;
  over: boolean;
}

/**
 * Starts the recordings whose recording notice has been played. One run at a time works on each; after a lost answer the
 * carrier's list is read before the next attempt, so a call is never recorded twice.
 * @param callId limits the run to one call
 */
export async function startRequestedRecordings(
  context: RecordingContext,
  now: Date,
  callId?: string,
): Promise<RecordingCounts> {
  const counts: RecordingCounts = { started: 0, givenUp: 0, failed: 0 };
  const claimed = await claim(context.db, now, callId);
  await eachAtOnce(CONCURRENCY, claimed, async (next) => {
    try {
      counts[await start(context, next, now)] += 1;
    } catch (error) {
      counts.failed += 1;
      context.logger.warn('recording not started', { call: next.callId, error: codeOf(error) });
    }
  });
  return counts;
}

async function claim(db: Database, now: Date, callId: string | undefined): Promise<Claimed[]> {
  const due = db
    .select({ id: recordings.id })
    .from(recordings)
    .where(and(lte(recordings.nextTryAt, now), callId ? eq(recordings.callId, callId) : undefined))
    .orderBy(recordings.nextTryAt)
    .limit(BATCH)
    .for('update', { skipLocked: true });
  // The wait until the next attempt is also the lease of this one.
  const wait = sql`least(${LEASE_SECONDS} * power(2, least(${recordings.attempts}, 8)), ${MAX_WAIT_SECONDS})`;
  const leased = await db
    .update(recordings)
    .set({
      attempts: sql`${recordings.attempts} + 1`,
      nextTryAt: sql`${now.toISOString()}::timestamptz + ${wait} * interval '1 second'`,
    })
    .where(inArray(recordings.id, due))
    .returning({ id: recordings.id, callId: recordings.callId, attempts: recordings.attempts });
  if (leased.length === 0) return [];
  const owners = await db
    .select({ id: calls.id, sid: calls.carrierSid, status: calls.status })
    .from(calls)
    .where(
      inArray(
        calls.id,
        leased.map((row) => row.callId),
      ),
    );
  return leased.map((row) => {
    const call = owners.find(({ id }) => id === row.callId);
    return { ...row, callSid: call?.sid ?? null, over: !call || isTerminal(call.status) };
  });
}

async function start(context: RecordingContext, claimed: Claimed, now: Date): Promise<'started' | 'givenUp'> {
  const { carrier, appUrl } = context;
  const { callSid } = claimed;
  if (callSid === null || claimed.attempts > MAX_ATTEMPTS) return await giveUp(context.db, claimed);
  const earlier = claimed.attempts > 1 ? (await carrier.recordingsOf(callSid))[0] : undefined;
  if (earlier) return await adopt(context, claimed, callSid, earlier.sid, now);
  if (claimed.over) return await giveUp(context.db, claimed);
  const started = await carrier.startRecording(callSid, recordingUrl(appUrl, claimed.callId));
  return started ? await adopt(context, claimed, callSid, started.sid, now) : await giveUp(context.db, claimed);
}

/** A callback may already have reported the recording, or even its end. */
async function adopt(
  { db, carrier, logger }: RecordingContext,
  claimed: Claimed,
  callSid: string,
  sid: string,
  now: Date,
): Promise<'started'> {
  const [row] = await db
    .update(recordings)
    .set({
      carrierSid: sid,
      nextTryAt: null,
      startedAt: sql`coalesce(${recordings.startedAt}, ${now.toISOString()})`,
      status: sql`case when ${recordings.status} = 'requested' then 'in-progress' else ${recordings.status} end`,
    })
    .where(and(eq(recordings.id, claimed.id), or(isNull(recordings.carrierSid), eq(recordings.carrierSid, sid))))
    .returning({ id: recordings.id });
  if (!row) {
    logger.error('second recording of a call', { call: claimed.callId });
    await carrier.stopRecording(callSid, sid);
  }
  return 'started';
}

async function giveUp(db: Database, { id }: Claimed): Promise<'givenUp'> {
  await db
    .update(recordings)
    .set({
      nextTryAt: null,
      status: sql`case when ${recordings.status} = 'requested' then 'absent' else ${recordings.status} end`,
    })
    .where(eq(recordings.id, id));
  return 'givenUp';
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
}
