import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import type { BookingSnapshot } from '@/lib/calendars/inbound/external-state';
import { bookings } from '@/lib/db/schema/bookings';
import { externalBookings } from '@/lib/db/schema/external-bookings';
import { webhookEvents } from '@/lib/db/schema/webhooks';
import { calcomBody } from '@/tests/support/calcom-bodies';
import {
  bookingsOf,
  type CalcomAccount,
  calcomAccount,
  calcomUid,
  inboxOf,
  sharedCalcomStage,
} from '@/tests/support/calcom-stage';

const stage = sharedCalcomStage();
let account: CalcomAccount;
let uid: string;
beforeEach(async () => {
  account = await calcomAccount(stage);
  uid = calcomUid();
});

const at = (milliseconds: number) => new Date(Date.UTC(2027, 1, 1, 9) + milliseconds).toISOString();
const start = '2027-03-01T15:00:00.000Z';
const hosts = { a: { id: 77, email: 'dana@example.test' }, b: { id: 78, email: 'ben@example.test' } };
/** The host changes, and with it the place; Cal.com counts neither as a change of the calendar's entry. */
const reassigned = (to: 'a' | 'b', milliseconds: number) =>
  calcomBody('BOOKING_REASSIGNED', { uid, start, host: hosts[to] }, at(milliseconds), {
    location: `https://meet.example/${to}`,
  });
const booked = () =>
  calcomBody('BOOKING_CREATED', { uid, start, host: hosts.a }, at(0), { location: 'https://meet.example/a' });
const hostThere = async () => {
  const [row] = await stage.world.db.select().from(externalBookings).where(eq(externalBookings.externalId, uid));
  const known = row?.snapshot as BookingSnapshot | undefined;
  return known?.details?.host.email;
};

describe('a booking that goes from host to host and back, in the same words each time', () => {
  it('ends with the last one', async () => {
    await account.post(booked());
    for (const [n, to] of (['b', 'a', 'b', 'a', 'b'] as const).entries())
      expect((await account.post(reassigned(to, 1000 * (n + 1)))).status).toBe(200);
    expect(await hostThere()).toBe(hosts.b.email);
    expect(await bookingsOf(stage, account)).toMatchObject([{ joinUrl: 'https://meet.example/b' }]);
  });

  it('ends with the last one in whatever order it is told, and whatever other subscriptions repeat', async () => {
    await account.post(booked());
    // 5000 is the last change; each is told once more, a little later.
    for (const [to, when] of [
      ['a', 4000],
      ['b', 5000],
      ['b', 1000],
      ['a', 2003],
      ['b', 3000],
      ['a', 2000],
      ['b', 5002],
      ['b', 1001],
      ['a', 4003],
    ] as const)
      await account.post(reassigned(to, when));
    expect(await hostThere()).toBe(hosts.b.email);
    expect(await bookingsOf(stage, account)).toMatchObject([{ joinUrl: 'https://meet.example/b' }]);
    const kept = await inboxOf(stage, account);
    expect(kept.filter(({ kind }) => kind === 'BOOKING_REASSIGNED').map(({ deliveries }) => deliveries)).toEqual([
      4, 5,
    ]);
  });

  it('counts a copy by another subscription as a repeat, also of a change that was taken back since', async () => {
    await account.post(booked());
    await account.post(reassigned('b', 1000));
    await account.post(reassigned('a', 2000));
    expect((await account.post(reassigned('b', 1003))).body.status).toBe('duplicate');
    expect((await account.post(reassigned('a', 2003))).body.status).toBe('duplicate');
    expect(await hostThere()).toBe(hosts.a.email);
  });

  it('is not lost when the first of the same words could not be interpreted yet', async () => {
    await account.post(booked());
    await account.post(reassigned('b', 1000));
    await account.post(reassigned('a', 2000));
    const first = and(
      eq(webhookEvents.organizationId, account.ctx.org),
      eq(webhookEvents.occurredAt, new Date(at(1000))),
    );
    await stage.world.db
      .update(webhookEvents)
      .set({ status: 'failed', nextAttemptAt: new Date(Date.now() + 60_000) })
      .where(first);
    expect((await account.post(reassigned('b', 3000))).status).toBe(200);
    expect(await hostThere()).toBe(hosts.b.email);
    const [booking] = await stage.world.db.select().from(bookings).where(eq(bookings.externalId, uid));
    expect(booking?.joinUrl).toBe('https://meet.example/b');
  });
});
