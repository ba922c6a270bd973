import { eq, inArray, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ingestNewBooking } from '@/lib/calendars/inbound/internal/ingest-new-booking';
import { accountNamed } from '@/lib/calendars/inbound/internal/webhook-account';
import { readCalcomWebhook } from '@/lib/calendars/providers/calcom/read-webhook';
import { closeDatabase, createDatabase } from '@/lib/db/client';
import { bookingHistory, bookings } from '@/lib/db/schema/bookings';
import { hostMappings } from '@/lib/db/schema/calendars';
import { externalBookings } from '@/lib/db/schema/external-bookings';
import { jobs } from '@/lib/db/schema/jobs';
import { webhookEvents } from '@/lib/db/schema/webhooks';
import { retryDue } from '@/lib/webhook-inbox/retry-due';
import { getDeps } from '@/lib/wiring/deps';
import { inboxContext } from '@/lib/wiring/webhook-inbox';
import { calcomBody, type StoryBooking } from '@/tests/support/calcom-bodies';
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

beforeEach(async () => {
  stage.calcom.control.reset();
  account = await calcomAccount(stage);
});
afterEach(() => stage.world.db.execute(sql`drop function if exists trouble() cascade`));

const at = (seconds: number) => new Date(Date.UTC(2027, 1, 1, 9, 0, seconds)).toISOString();
const hour = (n: number) => new Date(Date.UTC(2027, 2, 1, n)).toISOString();
const created = (booking: Partial<StoryBooking> = {}) =>
  calcomBody('BOOKING_CREATED', { uid: calcomUid(), start: hour(15), ...booking }, at(1));

/** What the database does when a row of a table is written for which this holds. */
async function trouble(table: string, when: string, what: string): Promise<void> {
  await stage.world.db.execute(
    sql.raw(`create function trouble() returns trigger language plpgsql as $$ begin ${what}; return new; end $$`),
  );
  await stage.world.db.execute(
    sql.raw(`create trigger trouble before insert on ${table} for each row when (${when}) execute function trouble()`),
  );
}

/** Rows that a booking must have exactly once. */
async function countsOf(ids: string[]) {
  const { db } = stage.world;
  const history = await db.select().from(bookingHistory).where(inArray(bookingHistory.bookingId, ids));
  const left = await db.select().from(jobs).where(eq(jobs.organizationId, account.ctx.org));
  return { created: history.filter(({ kind }) => kind === 'created').length, jobs: left.length };
}

describe('a burst of new bookings', () => {
  it('makes each of them once, with its people, its history and its work', async () => {
    const bodies = Array.from({ length: 40 }, (_, n) => created({ start: hour(n) }));
    const answers = await Promise.all(bodies.map((body) => account.post(body)));
    expect(answers).toEqual(bodies.map(() => ({ status: 200, body: { status: 'processed' } })));
    const bookings = await bookingsOf(stage, account);
    expect(bookings.map(({ startTime }) => startTime.toISOString())).toEqual(bodies.map((_, n) => hour(n)));
    expect(bookings.every(({ people }) => people.length === 1)).toBe(true);
    const kept = await inboxOf(stage, account);
    expect(kept).toHaveLength(40);
    for (const row of kept)
      expect(row).toMatchObject({ status: 'processed', attempts: 1, deliveries: 1, nextAttemptAt: null, why: null });
    expect(new Set(kept.map(({ body }) => body))).toEqual(new Set(bodies.map((body) => JSON.stringify(body))));
    expect(await countsOf(bookings.map(({ id }) => id))).toEqual({ created: 40, jobs: 80 });
    await stage.world.settle();
  });

  it('counts what comes again at the same moment, and does nothing about it', async () => {
    const bodies = [created(), created({ start: hour(16) })];
    const answers = await Promise.all(Array.from({ length: 16 }, (_, n) => account.post(bodies[n % 2] ?? {})));
    expect(answers.every(({ status }) => status === 200)).toBe(true);
    expect(answers.filter(({ body }) => body.status === 'processed')).toHaveLength(2);
    const bookings = await bookingsOf(stage, account);
    expect(bookings).toHaveLength(2);
    expect((await inboxOf(stage, account)).map(({ deliveries }) => deliveries)).toEqual([8, 8]);
    expect((await countsOf(bookings.map(({ id }) => id))).created).toBe(2);
  });

  it('makes the others at once when some of them are known', async () => {
    const known = [created(), created({ start: hour(16) })];
    for (const body of known) await account.post(body);
    const bodies = [...known, ...Array.from({ length: 6 }, (_, n) => created({ start: hour(17 + n) }))];
    const told = bodies.map((body) => ({ ...body, payload: { ...body.payload, title: 'Told anew' } }));
    const answers = await Promise.all(told.map((body) => account.post(body)));
    expect(answers.map(({ body }) => body.status)).toEqual(bodies.map(() => 'processed'));
    const bookings = await bookingsOf(stage, account);
    expect(bookings.map(({ title }) => title)).toEqual(bodies.map(() => 'Told anew'));
    const kept = await inboxOf(stage, account);
    expect(kept.map(({ status, deliveries }) => ({ status, deliveries }))).toEqual(
      Array.from({ length: 10 }, () => ({ status: 'processed', deliveries: 1 })),
    );
  });

  it('leaves its work to one that waits, and to another once that has begun', async () => {
    const left: (() => Promise<void>)[] = [];
    const { afterResponse } = getDeps();
    stage.world.override({ afterResponse: (task) => left.push(task) });
    await Promise.all(Array.from({ length: 5 }, (_, n) => account.post(created({ start: hour(n) }))));
    const waiting = left.length;
    await account.post(created({ start: hour(6) }));
    expect(left).toHaveLength(waiting);
    const begun = left.splice(0).map((task) => task());
    await account.post(created({ start: hour(7) }));
    expect(left).toHaveLength(waiting);
    stage.world.override(afterResponse ? { afterResponse } : {});
    await Promise.all([...begun, ...left.map((task) => task())]);
    const bookings = await bookingsOf(stage, account);
    expect(bookings).toHaveLength(7);
  });

  it('is taken in once when two instances are told of it at the same moment', async () => {
    const { db, deps } = stage.world;
    const { database } = deps.config;
    const other = createDatabase({ ...database, poolSize: 2 });
    const connection = (await accountNamed(db, 'calcom', account.connectionId)) ?? expect.unreachable();
    for (let round = 0; round < 20; round += 1) {
      const told = Array.from({ length: 3 }, () => JSON.stringify(created()));
      const taken = await Promise.all(
        // Each the other way round: whoever waits for the other must not be waited for.
        [db, other].flatMap((one, which) =>
          (which === 0 ? told : told.toReversed()).map((body) => {
            const reading = readCalcomWebhook(body);
            const event = {
              provider: 'calcom',
              kind: reading.kind,
              dedupeKey: `${connection.id}:${reading.dedupeKey}`,
              organizationId: connection.organizationId,
              connectionId: connection.id,
              payload: {},
              body,
              receivedAt: new Date(),
              status: 'received' as const,
            };
            return ingestNewBooking({ ...deps, db: one, now: new Date() }, connection, reading, event);
          }),
        ),
      );
      expect(taken.filter(Boolean)).toHaveLength(3);
    }
    await closeDatabase(other);
    expect(await bookingsOf(stage, account)).toHaveLength(60);
    expect(await inboxOf(stage, account)).toHaveLength(60);
  });

  it('stands without its host where the provider booked him twice, and the others keep theirs', async () => {
    const { db, deps } = stage.world;
    const { staffId } = account.owner;
    await db.insert(hostMappings).values({
      id: deps.ids.make('mapping'),
      organizationId: account.ctx.org,
      connectionId: account.connectionId,
      staffId,
      hostId: '77',
      hostEmail: 'dana@example.test',
      createdAt: new Date(),
    });
    const starts = [hour(9), hour(10), hour(10), hour(11)];
    const answers = await Promise.all(starts.map((start) => account.post(created({ start }))));
    expect(answers.map(({ body }) => body.status)).toEqual(starts.map(() => 'processed'));
    const bookings = await bookingsOf(stage, account);
    const held = bookings.filter((booking) => booking.staffId === staffId);
    expect(held.map(({ startTime }) => startTime.toISOString())).toEqual([hour(9), hour(10), hour(11)]);
    expect(bookings).toHaveLength(4);
  });

  it('keeps the one that cannot be interpreted for later, and takes in the others', async () => {
    await trouble('booking_events', `new.title = 'Trouble'`, `raise exception 'no such luck'`);
    const bad = created({ start: hour(20) });
    const bodies = [created(), { ...bad, payload: { ...bad.payload, title: 'Trouble' } }, created({ start: hour(16) })];
    const answers = await Promise.all(bodies.map((body) => account.post(body)));
    expect(answers.map(({ status }) => status)).toEqual([200, 202, 200]);
    expect(await bookingsOf(stage, account)).toHaveLength(2);
    const failed = (await inboxOf(stage, account)).filter(({ status }) => status !== 'processed');
    expect(failed).toMatchObject([{ status: 'failed', attempts: 1, deliveries: 1 }]);
    expect(failed[0]?.error).toContain('no such luck');
    expect(failed[0]?.nextAttemptAt?.getTime()).toBeGreaterThan(Date.now());
    await stage.world.db.execute(sql`drop function trouble() cascade`);
    await stage.world.db
      .update(webhookEvents)
      .set({ nextAttemptAt: new Date(0) })
      .where(eq(webhookEvents.id, failed[0]?.id ?? ''));
    expect(await retryDue(inboxContext(stage.world.deps), 5_000)).toEqual({ interpreted: 1, failedAgain: 0, dead: 0 });
    expect(await bookingsOf(stage, account)).toHaveLength(3);
  });

  it('leaves nothing behind when it is cut off before it is kept, and is made of the next delivery', async () => {
    // Its row is the last that is written: everything else is there by then, and not committed.
    await trouble('webhook_events', 'true', 'perform pg_terminate_backend(pg_backend_pid())');
    const body = created();
    expect((await account.post(body)).status).toBe(500);
    const { db } = stage.world;
    expect(await bookingsOf(stage, account)).toEqual([]);
    expect(await inboxOf(stage, account)).toEqual([]);
    expect(await db.$count(externalBookings, eq(externalBookings.connectionId, account.connectionId))).toBe(0);
    await db.execute(sql`drop function trouble() cascade`);
    expect((await account.post(body)).body).toEqual({ status: 'processed' });
    expect(await bookingsOf(stage, account)).toHaveLength(1);
    expect(await inboxOf(stage, account)).toMatchObject([{ status: 'processed', deliveries: 1 }]);
  });

  it('is made of the kept delivery when the attempt that does both at once is cut off', async () => {
    await trouble('webhook_events', `new.status = 'processed'`, 'perform pg_terminate_backend(pg_backend_pid())');
    expect((await account.post(created())).body).toEqual({ status: 'processed' });
    const bookings = await bookingsOf(stage, account);
    expect(bookings).toHaveLength(1);
    expect(await inboxOf(stage, account)).toMatchObject([{ status: 'processed', deliveries: 1, attempts: 1 }]);
    expect((await countsOf(bookings.map(({ id }) => id))).created).toBe(1);
  });

  it('interprets what was kept and not interpreted when it comes again', async () => {
    await trouble('booking_events', 'true', `raise exception 'not now'`);
    const body = created();
    expect((await account.post(body)).status).toBe(202);
    await stage.world.db.execute(sql`drop function trouble() cascade`);
    expect((await account.post(body)).status).toBe(200);
    expect(await bookingsOf(stage, account)).toHaveLength(1);
    expect(await inboxOf(stage, account)).toMatchObject([{ status: 'processed', deliveries: 2, attempts: 2 }]);
  });

  it('that was booked here already is that booking', async () => {
    const body = created();
    await account.post(body);
    const { db } = stage.world;
    // As of a time when nothing was kept of what providers told.
    await db.delete(externalBookings).where(eq(externalBookings.connectionId, account.connectionId));
    const again = await account.post({ ...body, payload: { ...body.payload, title: 'Another title' } });
    expect(again.status).toBe(200);
    const [booking, ...others] = await bookingsOf(stage, account);
    expect(others).toEqual([]);
    expect(booking?.title).toBe('Another title');
    expect(await db.$count(bookings, eq(bookings.organizationId, account.ctx.org))).toBe(1);
  });
});
