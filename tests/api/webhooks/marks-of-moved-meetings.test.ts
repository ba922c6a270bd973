import { asc, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { ingestPage } from '@/lib/calendars/inbound/ingest-page';
import { attendanceEvidence } from '@/lib/db/schema/attendance';
import { calendarContext } from '@/lib/wiring/calendars';
import { drainDueJobs } from '@/lib/wiring/jobs';
import { calcomBody } from '@/tests/support/calcom-bodies';
import {
  bookingsOf,
  type CalcomAccount,
  calcomAccount,
  calcomUid,
  sharedCalcomStage,
} from '@/tests/support/calcom-stage';
import { connectionNow } from '@/tests/support/calendar-scene';

const stage = sharedCalcomStage();
let account: CalcomAccount;
beforeEach(async () => {
  account = await calcomAccount(stage);
});

const at = (seconds: number) => new Date(Date.UTC(2027, 1, 1, 9, 0, seconds)).toISOString();
const monday = '2027-03-01T15:00:00.000Z';
const tuesday = '2027-03-02T15:00:00.000Z';
const guest = 'guest@example.test';

const booked = (id: string) => account.post(calcomBody('BOOKING_CREATED', { uid: id, start: monday }, at(1)));
const moved = (from: string, id: string) =>
  account.post(calcomBody('BOOKING_RESCHEDULED', { uid: id, start: tuesday, from }, at(2)));
const marked = (id: string, seconds: number, noShow = true) =>
  account.post({
    triggerEvent: 'BOOKING_NO_SHOW_UPDATED',
    createdAt: at(seconds),
    payload: { message: 'x', bookingUid: id, bookingId: 1, attendees: [{ email: guest, noShow }] },
  });

async function showedUp(): Promise<boolean | null | undefined> {
  await stage.world.settle();
  await drainDueJobs(stage.world.deps, 10_000);
  const [booking, ...others] = await bookingsOf(stage, account);
  expect(others).toEqual([]);
  return booking?.people[0]?.showedUp;
}
const occasions = async () =>
  (
    await stage.world.db
      .select({ occasion: attendanceEvidence.occasion })
      .from(attendanceEvidence)
      .where(eq(attendanceEvidence.organizationId, account.ctx.org))
      .orderBy(asc(attendanceEvidence.at))
  ).map(({ occasion }) => occasion.toISOString());

describe('a mark of a meeting that was moved', () => {
  it('which names the old time does not count for the new one; one that names the new time does', async () => {
    const [a, b] = [calcomUid(), calcomUid()];
    await booked(a);
    await moved(a, b);
    expect((await marked(a, 10)).body.status).toBe('processed');
    expect(await showedUp()).toBeNull();
    await marked(b, 20);
    expect(await showedUp()).toBe(false);
    expect(await occasions()).toEqual([monday, tuesday]);
  });

  it('comes to the same when it arrived before the move', async () => {
    const [a, b] = [calcomUid(), calcomUid()];
    await booked(a);
    await marked(a, 10);
    expect(await showedUp()).toBe(false);
    await moved(a, b);
    expect(await showedUp()).toBeNull();
  });

  it('waits until the old time is known', async () => {
    const [a, b] = [calcomUid(), calcomUid()];
    await moved(a, b);
    expect((await marked(a, 10)).status).toBe(202);
    expect(await showedUp()).toBeNull();
    await booked(a);
    expect((await marked(a, 10)).body.status).toBe('processed');
    expect(await showedUp()).toBeNull();
    expect(await occasions()).toEqual([monday]);
  });

  it('does not count either as the end of the old time, nor as the provider’s list tells it', async () => {
    const [a, b] = [calcomUid(), calcomUid()];
    await booked(a);
    await moved(a, b);
    const attendees = [{ email: guest, name: 'Guest User', attended: true }];
    const ended = { uid: a, startTime: monday, endTime: '2027-03-01T15:30:00.000Z', title: 'x', status: 'ACCEPTED' };
    await account.post({ triggerEvent: 'MEETING_ENDED', ...ended, createdAt: at(0), attendees });
    const row = await connectionNow(stage.world, account.connectionId);
    const fact = { externalId: a, life: 'cancelled', at: Date.parse(at(30)), sequence: 0, movedTo: b } as const;
    const mark = { kind: 'no_show_marked', attendeeEmail: guest, at: at(30), occasion: monday } as const;
    const told = { bookings: [{ externalId: a, facts: [fact], attendance: [mark] }], cursor: '' };
    await ingestPage(calendarContext(stage.world.deps), row, told);
    expect(await showedUp()).toBeNull();
    expect(new Set(await occasions())).toEqual(new Set([monday]));
  });
});
