import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { startRequestedRecordings } from '@/lib/calls/voice/start-recordings';
import { bookingHistory } from '@/lib/db/schema/bookings';
import { recordings } from '@/lib/db/schema/calls';
import { schedulerContext } from '@/lib/wiring/scheduler';
import { callNow, legsOf, orderedCall, post, recordingOf } from '@/tests/support/calls';
import { bookingNow, callingOrganization } from '@/tests/support/scheduler-world';
import { scriptedCarrier } from '@/tests/support/scripted-carrier';
import { sharedWorld } from '@/tests/support/world';

const world = sharedWorld();
let who: Awaited<ReturnType<typeof callingOrganization>>;
let started: string[] = [];

beforeAll(async () => {
  who = await callingOrganization(world);
  const carrier = {
    ...scriptedCarrier(() => world.clock.now()),
    startRecording: async (callSid: string) => {
      started.push(callSid);
      return { sid: `rec-${callSid}-${started.length}` };
    },
  };
  world.override({ carrier });
});

describe('all callbacks of a call, three times at once', () => {
  it.each(Array.from({ length: 8 }, (_, round) => [round]))('ends the call once (round %i)', async () => {
    const callId = await orderedCall(world, who);
    const step = (name: string, CallSid: string, fields: Record<string, string> = {}) =>
      post(world, 'voice', { call: callId, step: name }, { CallSid, CallStatus: 'in-progress', ...fields });
    const [first, second] = [`op-${callId}`, `at-${callId}`];
    await step('start', first);
    await step('accept', first, { Digits: '1' });
    await step('attendee', second);
    await step('disclosed', second);
    const reports = (['operator', 'attendee'] as const).flatMap((party) =>
      ['initiated', 'ringing', 'answered', 'in-progress', 'completed'].map((CallStatus, sequence) => ({
        query: { call: callId, party },
        fields: { CallSid: party === 'operator' ? first : second, CallStatus, SequenceNumber: String(sequence) },
      })),
    );
    const answers = await Promise.all(
      [reports, reports.toReversed(), reports].flat().map(({ query, fields }) => post(world, 'status', query, fields)),
    );
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));

    const call = await callNow(world, callId);
    expect(call).toMatchObject({ status: 'completed', failureReason: null, carrierSid: first, nextCheckAt: null });
    expect((await legsOf(world, callId)).map(({ party, status, sequence }) => [party, status, sequence])).toEqual([
      ['attendee', 'completed', 4],
      ['operator', 'completed', 4],
    ]);
    expect(await bookingNow(world, call.bookingId)).toMatchObject({ status: 'completed' });
    const history = await world.db.select().from(bookingHistory).where(eq(bookingHistory.bookingId, call.bookingId));
    expect(history.map(({ kind }) => kind)).toEqual(['completed']);
    await world.settle();
  });
});

describe('a requested recording', () => {
  it('starts in one of many runs', async () => {
    started = [];
    const callId = await orderedCall(world, who, { status: 'in-progress', carrierSid: 'op-race' });
    await world.db.insert(recordings).values({
      id: world.deps.ids.make('recording'),
      organizationId: who.organizationId,
      callId,
      status: 'requested',
      requestedAt: world.clock.now(),
      nextTryAt: world.clock.now(),
    });
    const runs = Array.from({ length: 8 }, () =>
      startRequestedRecordings(schedulerContext(world.deps), world.clock.now(), callId),
    );
    await Promise.all(runs);
    expect(started).toEqual(['op-race']);
    expect(await recordingOf(world, callId)).toMatchObject({ status: 'in-progress', nextTryAt: null, attempts: 1 });
  });
});
