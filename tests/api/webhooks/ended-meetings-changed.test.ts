import { eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { markAttendance } from '@/lib/attendance/mark-attendance';
import { bookingHistory } from '@/lib/db/schema/bookings';
import { drainDueJobs } from '@/lib/wiring/jobs';
import { calcomBody } from '@/tests/support/calcom-bodies';
import {
  bookingsOf,
  type CalcomAccount,
  calcomAccount,
  calcomUid,
  sharedCalcomStage,
} from '@/tests/support/calcom-stage';

const stage = sharedCalcomStage();
let account: CalcomAccount;
beforeEach(async () => {
  account = await calcomAccount(stage);
});

const at = (seconds: number) => new Date(Date.UTC(2025, 1, 1, 9, 0, seconds)).toISOString();
const held = '2025-03-03T15:00:00.000Z';
const alsoPast = '2025-03-04T15:00:00.000Z';
const toCome = new Date(Date.now() + 40 * 86_400_000).toISOString();
const guest = 'guest@example.test';

type Told = Parameters<typeof calcomBody>[1];
const tell = (trigger: string, booking: Told, seconds: number, more = {}) =>
  account.post(calcomBody(trigger, booking, at(seconds), more));
const marked = (id: string, seconds: number, noShow = true) =>
  account.post({
    triggerEvent: 'BOOKING_NO_SHOW_UPDATED',
    createdAt: at(seconds),
    payload: { message: 'x', bookingUid: id, bookingId: 1, attendees: [{ email: guest, noShow }] },
  });

/** The one booking, once everything that was left is done. */
async function booking() {
  await stage.world.settle();
  await drainDueJobs(stage.world.deps, 10_000);
  const [one, ...others] = await bookingsOf(stage, account);
  if (!one || others.length > 0) throw new Error('There is not one booking.');
  return one;
}
const standing = async () => {
  const { status, statusReason } = await booking();
  return [status, statusReason];
};
const kinds = async () =>
  (await stage.world.db.select().from(bookingHistory).where(eq(bookingHistory.organizationId, account.ctx.org))).map(
    ({ kind }) => kind,
  );

/** A meeting that took place: a person says so. */
async function completed(id: string) {
  await tell('BOOKING_CREATED', { uid: id, start: held }, 1);
  const { id: bookingId, people } = await booking();
  await markAttendance(
    { ...account.ctx, now: stage.world.clock.now() },
    { bookingId, attendeeId: people[0]?.id ?? '', showedUp: true },
  );
  expect(await standing()).toEqual(['completed', null]);
}

describe('a meeting that was held and is changed by its provider', () => {
  it('is to come again when it is moved to a later time', async () => {
    const [a, b] = [calcomUid(), calcomUid()];
    await completed(a);
    await tell('BOOKING_RESCHEDULED', { uid: b, start: toCome, from: a }, 5);
    expect(await booking()).toMatchObject({ status: 'pending', statusReason: null, externalId: b });
    expect((await booking()).startTime.toISOString()).toBe(toCome);
    expect((await booking()).people).toMatchObject([{ showedUp: null }]);
    expect(await kinds()).toContain('rescheduled');
  });

  it('of which nobody came is to come again, too, and the reason goes', async () => {
    const [a, b] = [calcomUid(), calcomUid()];
    await tell('BOOKING_CREATED', { uid: a, start: held }, 1);
    await marked(a, 4);
    expect(await standing()).toEqual(['failed', 'no_show']);
    await tell('BOOKING_RESCHEDULED', { uid: b, start: toCome, from: a }, 5);
    expect(await standing()).toEqual(['pending', null]);
  });

  it('stays as it ended when it lasted longer than was planned', async () => {
    const a = calcomUid();
    await completed(a);
    await tell('BOOKING_LOCATION_UPDATED', { uid: a, start: held, minutes: 90 }, 5);
    expect(await standing()).toEqual(['completed', null]);
    expect(await booking()).toMatchObject({ durationMinutes: 90, people: [{ showedUp: true }] });
  });

  it('is not over yet when its end is put off until later, and is completed then', async () => {
    const a = calcomUid();
    await completed(a);
    const minutes = Math.round((Date.parse(toCome) - Date.parse(held)) / 60_000);
    await tell('BOOKING_LOCATION_UPDATED', { uid: a, start: held, minutes }, 5);
    expect(await standing()).toEqual(['pending', null]);
    expect((await booking()).people).toMatchObject([{ showedUp: true }]);
    await tell('BOOKING_LOCATION_UPDATED', { uid: a, start: held, minutes: 45 }, 6);
    expect(await standing()).toEqual(['completed', null]);
  });

  it('is settled anew by what is said of the time to which it was moved', async () => {
    const [a, b] = [calcomUid(), calcomUid()];
    await completed(a);
    await tell('BOOKING_RESCHEDULED', { uid: b, start: alsoPast, from: a }, 5);
    expect(await standing()).toEqual(['pending', null]);
    await marked(b, 9);
    expect(await standing()).toEqual(['failed', 'no_show']);
  });

  it('waits for its host when he has to confirm the other time', async () => {
    const [a, b] = [calcomUid(), calcomUid()];
    await completed(a);
    await tell('BOOKING_REQUESTED', { uid: b, start: held, from: a }, 5);
    expect(await standing()).toEqual(['pending', 'awaiting_confirmation']);
    await tell('BOOKING_CREATED', { uid: b, start: held, from: a }, 6);
    expect(await standing()).toEqual(['completed', null]);
  });

  it('is cancelled when it is cancelled there, and stays so whatever is marked', async () => {
    const a = calcomUid();
    await completed(a);
    await tell('BOOKING_CANCELLED', { uid: a, start: held }, 5);
    expect(await standing()).toEqual(['cancelled', 'cancelled_at_provider']);
    await marked(a, 9);
    expect(await standing()).toEqual(['cancelled', 'cancelled_at_provider']);
  });

  it('stays as it ended when only its place changes', async () => {
    const a = calcomUid();
    await tell('BOOKING_CREATED', { uid: a, start: held }, 1);
    await marked(a, 4);
    expect(await standing()).toEqual(['failed', 'no_show']);
    await tell('BOOKING_LOCATION_UPDATED', { uid: a, start: held }, 5, { location: 'https://meet.example.test/1' });
    expect(await booking()).toMatchObject({
      status: 'failed',
      statusReason: 'no_show',
      joinUrl: 'https://meet.example.test/1',
    });
    expect((await kinds()).filter((kind) => kind === 'failed')).toHaveLength(1);
  });

  it('is open again when a guest is added of whom nobody knows', async () => {
    const a = calcomUid();
    await tell('BOOKING_CREATED', { uid: a, start: held }, 1);
    await marked(a, 4);
    const attendees = [
      { name: 'Guest User', email: guest },
      { name: 'Tom', email: 'tom@example.test' },
    ];
    await tell('BOOKING_LOCATION_UPDATED', { uid: a, start: held, attendees }, 5);
    expect(await standing()).toEqual(['pending', null]);
  });

  it('counts a mark of a guest who became known after it', async () => {
    const a = calcomUid();
    const attendees = [
      { name: 'Tom', email: 'tom@example.test' },
      { name: 'Guest User', email: guest },
    ];
    await tell('BOOKING_CREATED', { uid: a, start: held, attendees: [{ name: 'Tom', email: 'tom@example.test' }] }, 1);
    await marked(a, 4, true);
    expect(await standing()).toEqual(['pending', null]);
    await tell('BOOKING_LOCATION_UPDATED', { uid: a, start: held, attendees }, 3);
    expect((await booking()).people.map(({ showedUp }) => showedUp)).toEqual([null, false]);
  });
});

describe('a call of ours whose booking came from Cal.com', () => {
  it('stays a call when something is told of it after its time', async () => {
    const a = calcomUid();
    const attendees = [{ name: 'Guest User', email: guest, phoneNumber: '+12025550143' }];
    account = await calcomAccount(stage, { callExternal: true });
    const start = new Date(Date.now() + 86_400_000).toISOString();
    await tell('BOOKING_CREATED', { uid: a, start, attendees }, 1);
    expect((await booking()).fulfilment).toBe('call');
    stage.world.override({
      clock: { ...stage.world.deps.clock, now: () => new Date(Date.parse(start) + 30_000) },
    });
    await tell('BOOKING_LOCATION_UPDATED', { uid: a, start, attendees }, 5, {
      location: 'https://meet.example.test/2',
    });
    expect(await booking()).toMatchObject({ fulfilment: 'call', joinUrl: 'https://meet.example.test/2' });
  });
});
