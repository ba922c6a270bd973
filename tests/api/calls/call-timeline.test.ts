import { randomUUID } from 'node:crypto';
import { eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { GET as getBooking } from '@/app/api/bookings/[id]/route';
import { GET as getCall } from '@/app/api/calls/[id]/route';
import type { TimelineEntry } from '@/lib/contracts/bookings';
import { bookings } from '@/lib/db/schema/bookings';
import { calls } from '@/lib/db/schema/calls';
import { askCall, type CallDesk, sharedCallDesk } from '@/tests/support/call-desk';
import { callRoute } from '@/tests/support/call-route';
import { callNow, orderedCall, post } from '@/tests/support/calls';
import type { Caller } from '@/tests/support/factories';

const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-/;

const desk = sharedCallDesk();
let world: CallDesk['world'];
let as: CallDesk['as'];
beforeAll(() => {
  ({ world, as } = desk);
});

/** A call of the operator that the carrier reports on, second by second. */
async function startCall() {
  // Each call at a time of its own: the operator is never booked twice.
  world.clock.advance(3_600_000);
  const id = await orderedCall(world, desk.who, {
    latenessMs: 42,
    gates: [
      { gate: 'grace', passed: true, evidence: 'On time' },
      { gate: 'opt_out', passed: true, evidence: 'Not on the do-not-call list' },
    ],
  });
  const { bookingId } = await callNow(world, id);
  await world.db.update(bookings).set({ staffId: desk.operator.staffId }).where(eq(bookings.id, bookingId));
  const sid = { operator: randomUUID(), attendee: randomUUID() };
  const fields = (party: 'operator' | 'attendee') => ({
    CallSid: sid[party],
    ...(party === 'attendee' ? { ParentCallSid: sid.operator } : {}),
  });
  return {
    id,
    bookingId,
    leg: async (party: 'operator' | 'attendee', status: string) => {
      world.clock.advance(3_000);
      await post(world, 'status', { call: id, party }, { ...fields(party), CallStatus: status });
    },
    step: async (step: string, party: 'operator' | 'attendee', more: Record<string, string> = {}) => {
      world.clock.advance(1_000);
      await post(world, 'voice', { call: id, step }, { ...fields(party), ...more });
    },
  };
}

async function connectedCall() {
  const call = await startCall();
  await call.leg('operator', 'ringing');
  await call.leg('operator', 'in-progress');
  await call.step('accept', 'operator', { Digits: '1' });
  await call.leg('attendee', 'ringing');
  await call.step('attendee', 'attendee');
  await call.leg('attendee', 'in-progress');
  await call.step('disclosed', 'attendee');
  await call.leg('attendee', 'completed');
  await call.step('dialed', 'operator', { DialCallStatus: 'completed' });
  await call.leg('operator', 'completed');
  return call;
}

const bookingTimeline = async (id: string, caller: Caller) =>
  (await callRoute<{ timeline: TimelineEntry[] }>(getBooking, { as: caller, params: { id } })).body.timeline;

describe('the timeline of a call', () => {
  it('tells each event once, in sentences to the person who reads', async () => {
    const { id, bookingId } = await connectedCall();
    const expected = [
      'Attempt 1 started',
      'Call placed, 42 ms after schedule',
      'Your phone rang',
      'You answered',
      'You pressed 1 to connect',
      'Ada’s phone rang',
      'Ada answered',
      'Recording notice played',
      'Connected',
    ];
    const { body } = await askCall(getCall, id, as.operator);
    const summaries = body.call.timeline.map(({ summary }) => summary);
    const end = summaries.find((summary) => summary.startsWith('Call ended')) ?? '';
    expect(end).toMatch(/^Call ended after \d+ s$/);
    expect(summaries.toSorted()).toEqual([...expected, end].toSorted());
    const booking = await bookingTimeline(bookingId, as.operator);
    expect(booking.map(({ summary }) => summary).toSorted()).toEqual(summaries.toSorted());
  });

  it('names the operator to everyone else', async () => {
    const { id } = await connectedCall();
    const { body } = await askCall(getCall, id, as.admin);
    const summaries = body.call.timeline.map(({ summary }) => summary);
    expect(summaries).toContain(`${desk.operator.name}’s phone rang`);
    expect(summaries.some((summary) => /\bYour?\b/.test(summary))).toBe(false);
  });

  it('dates entries that are seconds apart by the seconds since the attempt started', async () => {
    const { id } = await connectedCall();
    const { body } = await askCall(getCall, id, as.operator);
    const sinceStart = (kind: string) =>
      body.call.timeline.find((entry) => entry.kind === kind)?.since_attempt_ms ?? Number.NaN;
    expect(sinceStart('call.claimed')).toBe(0);
    expect(sinceStart('leg.ringing')).toBe(3_000);
    expect(sinceStart('call.operator_accepted')).toBe(7_000);
    expect(sinceStart('call.bridged')).toBeGreaterThan(sinceStart('call.operator_accepted'));
  });

  it('folds the passed checks into one line and names the one that failed', async () => {
    const { id } = await startCall();
    const evidence = async () => {
      const { body } = await askCall(getCall, id, as.operator);
      return body.call.timeline.find(({ kind }) => kind === 'call.claimed')?.evidence;
    };
    expect(await evidence()).toEqual([{ label: 'All checks passed', value: 'On time · Not on the do-not-call list' }]);
    const gates = [
      { gate: 'grace', passed: true, evidence: 'On time' },
      { gate: 'opt_out', passed: false, evidence: 'On the do-not-call list' },
    ];
    await world.db.update(calls).set({ gates }).where(eq(calls.id, id));
    expect(await evidence()).toEqual([
      { label: 'Do-not-call list check failed', value: 'On the do-not-call list' },
      { label: 'Checks passed', value: 'On time' },
    ]);
  });

  it('shows no carrier id', async () => {
    const { id, bookingId } = await connectedCall();
    const { body } = await askCall(getCall, id, as.operator);
    for (const { summary, evidence } of [...body.call.timeline, ...(await bookingTimeline(bookingId, as.operator))])
      expect(JSON.stringify([summary, evidence])).not.toMatch(UUID);
  });

  it('says that the attendee is busy while the operator is still on the line', async () => {
    const call = await startCall();
    await call.leg('operator', 'in-progress');
    await call.step('accept', 'operator', { Digits: '1' });
    await call.leg('attendee', 'busy');
    const { body } = await askCall(getCall, call.id, as.operator);
    expect(body.call).toMatchObject({ live: true, status: 'in-progress' });
    expect(body.call.legs.find(({ party }) => party === 'attendee')).toMatchObject({ status: 'busy' });
    expect(body.call.timeline.at(-1)).toMatchObject({ kind: 'leg.ended', summary: 'Ada’s line was busy' });
    await call.step('dialed', 'operator', { DialCallStatus: 'busy' });
    await call.leg('operator', 'completed');
    const { timeline } = (await askCall(getCall, call.id, as.operator)).body.call;
    expect(timeline.filter(({ kind }) => kind === 'leg.ended')).toEqual([]);
    const end = timeline.find(({ kind }) => kind === 'call.ended');
    expect(end?.summary).toBe('Call not connected');
    expect(end?.evidence).toContainEqual({ label: 'Reason', value: 'The attendee’s line was busy.' });
  });
});
