import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { POST as postRestore } from '@/app/api/bookings/[id]/restore/route';
import { DELETE as deleteBooking, GET as getBooking } from '@/app/api/bookings/[id]/route';
import type { Booking, TimelineEntry } from '@/lib/contracts/bookings';
import { callSettings } from '@/lib/db/schema/calls';
import { booked, change } from '@/tests/support/booking-requests';
import { callRoute } from '@/tests/support/call-route';
import { type Caller, makeMember, makeOrganization, signIn } from '@/tests/support/factories';
import { type ScriptedCarrier, scriptedCarrier } from '@/tests/support/scripted-carrier';
import { openWorld, type World } from '@/tests/support/world';

let world: World;
let carrier: ScriptedCarrier;
let caller: Caller;

/** No cron runs here: what is dialled, a booking's own request saw to. */
beforeAll(async () => {
  world = await openWorld({ SIGNALWIRE_CALLS_PER_SECOND: '100' });
  carrier = scriptedCarrier(() => world.clock.now());
  world.override({ carrier });
  const { organization } = await makeOrganization(world);
  const operator = await makeMember(world, organization, 'operator', { name: 'Olivia', phone: '+12025550111' });
  caller = await signIn(world, operator);
  await world.db
    .update(callSettings)
    .set({ callingHours: { enabled: false, start: '00:00', end: '24:00', days: [1] } })
    .where(eq(callSettings.organizationId, organization.id));
});
afterAll(() => world.close());
/** The operator is done with what the test before has booked. */
beforeEach(() => world.clock.advance(7_200_000));

const inSeconds = (seconds: number) => new Date(world.clock.now().getTime() + seconds * 1000).toISOString();
const details = async (id: string) =>
  (await callRoute<{ booking: Booking; timeline: TimelineEntry[] }>(getBooking, { as: caller, params: { id } })).body;

/** Moves time to an instant and lets the waiting requests finish. */
async function passUntil(instant: string): Promise<void> {
  world.clock.set(new Date(instant));
  await world.settle();
}

it('a booking made for this very minute is called at its second, with no cron run awake', async () => {
  const booking = await booked(caller, { start_time: inSeconds(90) });
  expect(carrier.received).toEqual([]);
  await passUntil(booking.start_time);
  expect(carrier.taken).toHaveLength(1);
  const { booking: now, timeline } = await details(booking.id);
  expect(now).toMatchObject({ status: 'calling', attempts: 1 });
  expect(now.call_id).not.toBeNull();
  expect(timeline.map(({ kind }) => kind)).toEqual(['booking.created', 'call.claimed', 'call.ordered']);
  const ordered = timeline.at(-1);
  expect(ordered).toMatchObject({ at: booking.start_time, call_id: now.call_id, actor: { kind: 'scheduler' } });
  expect(ordered?.summary).toBe('Call placed on schedule');
  const checks = timeline[1]?.evidence.find(({ label }) => label === 'All checks passed');
  expect(checks?.value.split(' · ')).toContain('Business plan');
});

it('cancelled before that second, it is not called', async () => {
  const before = carrier.received.length;
  const booking = await booked(caller, { start_time: inSeconds(3600) });
  const moved = (await change(caller, booking.id, { start_time: inSeconds(60) })).body.booking;
  await callRoute(deleteBooking, { method: 'DELETE', as: caller, params: { id: booking.id } });
  await passUntil(moved.start_time);
  expect(carrier.received).toHaveLength(before);
});

it('moved, or restored, into this minute it is called at its second too', async () => {
  const before = carrier.received.length;
  const moved = await booked(caller, { start_time: inSeconds(3600) });
  const restored = await booked(caller, { start_time: inSeconds(200), staff_id: null });
  await world.db.update(callSettings).set({ operatorLine: '+12025550112' });
  await callRoute(deleteBooking, { method: 'DELETE', as: caller, params: { id: restored.id } });
  world.clock.advance(100_000);
  await callRoute(postRestore, { method: 'POST', as: caller, params: { id: restored.id } });
  const { start_time } = (await change(caller, moved.id, { start_time: restored.start_time })).body.booking;
  await passUntil(start_time);
  expect(carrier.received).toHaveLength(before + 2);
});
