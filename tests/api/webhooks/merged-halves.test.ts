import { and, eq } from 'drizzle-orm';
import { beforeEach, describe, expect, it } from 'vitest';
import { BOOKING_MERGED } from '@/lib/bookings/job-names';
import { ATTENDANCE_REPORTED } from '@/lib/calendars/job-names';
import { jobs } from '@/lib/db/schema/jobs';
import { webhookEndpoints, webhookMessages } from '@/lib/db/schema/outgoing';
import { drainDueJobs, jobHandlers } from '@/lib/wiring/jobs';
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
  const { ids, clock } = stage.world.deps;
  const now = clock.now();
  // Switched off: what it wants is kept, and goes nowhere.
  await stage.world.db.insert(webhookEndpoints).values({
    id: ids.make('webhookEndpoint'),
    organizationId: account.ctx.org,
    kind: 'standard',
    url: 'https://hooks.example.test',
    eventTypes: ['booking.created', 'booking.cancelled', 'booking.completed', 'booking.failed'],
    enabled: false,
    secret: 'none',
    createdAt: now,
    updatedAt: now,
  });
});

const at = (seconds: number) => new Date(Date.UTC(2026, 1, 1, 9, 0, seconds)).toISOString();
const guest = 'guest@example.test';
const before = '2026-03-01T15:00:00.000Z';
const after = '2026-03-02T15:00:00.000Z';

const first = (id: string) => account.post(calcomBody('BOOKING_CREATED', { uid: id, start: before }, at(1)));
const confirmed = (id: string) => account.post(calcomBody('BOOKING_CREATED', { uid: id, start: after }, at(3)));
/** Says that the two are one. */
const link = (from: string, id: string) =>
  account.post(calcomBody('BOOKING_REQUESTED', { uid: id, start: after, from }, at(2)));
const marked = (id: string) =>
  account.post({
    triggerEvent: 'BOOKING_NO_SHOW_UPDATED',
    createdAt: at(4),
    payload: { message: 'x', bookingUid: id, bookingId: 1, attendees: [{ email: guest, noShow: true }] },
  });

async function work() {
  await stage.world.settle();
  await drainDueJobs(stage.world.deps, 10_000);
}

/** What was told of the organization's bookings, oldest first: which, what, and its reason. */
async function told() {
  const rows = await stage.world.db
    .select()
    .from(webhookMessages)
    .where(eq(webhookMessages.organizationId, account.ctx.org))
    .orderBy(webhookMessages.occurredAt, webhookMessages.id);
  return rows.map(({ eventType, bookingId, body }) => ({ eventType, bookingId, ...JSON.parse(body).data }));
}

describe('two halves of one booking that are found to be one', () => {
  it('tell of the half that goes as cancelled, once, and name the one that stays', async () => {
    const [a, b] = [calcomUid(), calcomUid()];
    await first(a);
    await confirmed(b);
    await work();
    const halves = await bookingsOf(stage, account);
    expect(halves).toHaveLength(2);
    await link(a, b);
    await work();
    const [kept, ...others] = await bookingsOf(stage, account);
    expect(others).toEqual([]);
    const gone = halves.find(({ id }) => id !== kept?.id);
    const cancelled = (await told()).filter(({ eventType }) => eventType === 'booking.cancelled');
    expect(cancelled).toMatchObject([
      {
        bookingId: gone?.id,
        booking: { id: gone?.id, status: 'cancelled', status_reason: 'same_meeting', title: gone?.title },
        change: { kind: 'cancelled', reason: 'same_meeting', same_as: kept?.id },
      },
    ]);
    // Done again after a crash, and told again, nothing more is said.
    await stage.world.db
      .update(jobs)
      .set({ status: 'waiting' })
      .where(and(eq(jobs.name, BOOKING_MERGED), eq(jobs.key, gone?.id ?? '')));
    await work();
    await link(a, b);
    await work();
    expect((await told()).filter(({ eventType }) => eventType === 'booking.cancelled')).toHaveLength(1);
  });

  it('tell nothing of a half of which nothing was told', async () => {
    stage.world.override({ afterResponse: () => undefined });
    const [a, b] = [calcomUid(), calcomUid()];
    await first(a);
    await confirmed(b);
    await link(a, b);
    await work();
    const [kept] = await bookingsOf(stage, account);
    expect((await told()).map(({ eventType, bookingId }) => [eventType, bookingId])).toEqual([
      ['booking.created', kept?.id],
    ]);
  });

  it('keep what was said of either: the one that stays is a no-show', async () => {
    const [a, b] = [calcomUid(), calcomUid()];
    await first(a);
    await confirmed(b);
    await marked(b);
    await work();
    await link(a, b);
    await work();
    const [kept, ...others] = await bookingsOf(stage, account);
    expect(others).toEqual([]);
    expect([kept?.status, kept?.statusReason, kept?.people[0]?.showedUp]).toEqual(['failed', 'no_show', false]);
  });

  it('keep what was said of the half that went while it was on its way', async () => {
    stage.world.override({ afterResponse: () => undefined });
    const [a, b] = [calcomUid(), calcomUid()];
    await first(a);
    await confirmed(b);
    await marked(b);
    const [report] = await stage.world.db
      .select()
      .from(jobs)
      .where(eq(jobs.organizationId, account.ctx.org))
      .then((rows) => rows.filter(({ name }) => name === ATTENDANCE_REPORTED));
    await link(a, b);
    const handler = jobHandlers(stage.world.deps)[ATTENDANCE_REPORTED];
    if (!report || !handler || 'handleBatch' in handler) throw new Error('Nothing was reported.');
    await handler(report);
    const [kept] = await bookingsOf(stage, account);
    expect(report.payload.bookingId).not.toBe(kept?.id);
    expect([kept?.status, kept?.people[0]?.showedUp]).toEqual(['failed', false]);
  });
});
