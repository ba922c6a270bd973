import { and, eq, inArray, isNull, lte, or, sql } from 'drizzle-orm';
import type { Carrier } from '@/lib/calls/carrier';
import { isTerminal } from '@/lib/calls/rules';
import { eachAtOnce } from '@/lib/core/each-at-once';
import type { Database } from '@/lib/db/client';
import { calls, recordings } from '@/lib/db/schema/calls';
import type { Logger } from '@/lib/log/logger';
import { recordingUrl } from './callback-urls';

/** What starting recordings takes. */
export interface RecordingMeans {
  db: Database;
  carrier: Carrier;
  logger: Logger;
  appUrl: string;
}

export interface RecordingCounts {
  started: number;
  /** The call was over, or the carrier no longer knew it. */
  givenUp: number;
  failed: number;
}

const BATCH = 50;
const AT_ONCE = 8;
/** Longer than the carrier's time-out, so that no two tries of one recording overlap. */
const LEASE_SECONDS = 20;
const MAX_WAIT_SECONDS = 120;
/** About an hour; no call of ours is left to record by then. */
const MAX_TRIES = 30;

interface Claimed {
  id: string;
  callId: string;
  /** Tries, this one included. */
  attempts: number;
  callSid: string | null;
  over: boolean;
}

/**
 * Starts the recordings that were asked for once their disclosure had been said. Each is tried by one run at a time;
 * after a try whose answer was lost, the carrier's list is read before another, so a call is never recorded twice.
 * @param callId only this call's
 */
export async function startRequestedRecordings(
  means: RecordingMeans,
  now: Date,
  callId?: string,
): Promise<RecordingCounts> {
  const counts: RecordingCounts = { started: 0, givenUp: 0, failed: 0 };
  const claimed = await claim(means.db, now, callId);
  await eachAtOnce(AT_ONCE, claimed, async (next) => {
    try {
      counts[await start(means, next, now)] += 1;
    } catch (error) {
      counts.failed += 1;
      means.logger.warn('recording not started', { call: next.callId, error: codeOf(error) });
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
  // The wait until the next try doubles as the lease of this one.
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

async function start(means: RecordingMeans, claimed: Claimed, now: Date): Promise<'started' | 'givenUp'> {
  const { carrier, appUrl } = means;
  const { callSid } = claimed;
  if (callSid === null || claimed.attempts > MAX_TRIES) return await giveUp(means.db, claimed);
  const earlier = claimed.attempts > 1 ? (await carrier.recordingsOf(callSid))[0] : undefined;
  if (earlier) return await adopt(means, claimed, callSid, earlier.sid, now);
  if (claimed.over) return await giveUp(means.db, claimed);
  const started = await carrier.startRecording(callSid, recordingUrl(appUrl, claimed.callId));
  return started ? await adopt(means, claimed, callSid, started.sid, now) : await giveUp(means.db, claimed);
}

/** A callback may have named the recording meanwhile, and may even have reported its end. */
async function adopt(
  { db, carrier, logger }: RecordingMeans,
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
