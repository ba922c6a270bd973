import { and, eq } from 'drizzle-orm';
import { beforeAll, describe, expect, it } from 'vitest';
import { bookings } from '@/lib/db/schema/bookings';
import { idempotencyKeys } from '@/lib/db/schema/orgs';
import { book } from '@/tests/support/booking-requests';
import { type Caller, makeOrganization, signIn } from '@/tests/support/factories';
import { sharedWorld } from '@/tests/support/world';

const world = sharedWorld();
let caller: Caller;
let organizationId: string;

beforeAll(async () => {
  const { organization, owner } = await makeOrganization(world);
  organizationId = organization.id;
  caller = await signIn(world, owner);
});

const keyed = (key: string, changes: Record<string, unknown> = {}, as: Caller = caller) =>
  book(as, { staff_id: null, ...changes }, { 'idempotency-key': key });
const bookingsTitled = (title: string) => world.db.$count(bookings, eq(bookings.title, title));

/** Leaves a key as a request leaves it that died between its booking and its answer. */
async function crashAfterBooking(key: string): Promise<void> {
  await world.db
    .update(idempotencyKeys)
    .set({ status: null, response: null })
    .where(and(eq(idempotencyKeys.organizationId, organizationId), eq(idempotencyKeys.key, key)));
}

describe('Idempotency-Key on a create', () => {
  it('the same request twice books once and answers the same', async () => {
    const first = await keyed('twice', { title: 'twice' });
    const second = await keyed('twice', { title: 'twice' });
    expect(first.status).toBe(201);
    expect([second.status, second.body]).toEqual([first.status, first.body]);
    expect(await bookingsTitled('twice')).toBe(1);
  });

  it('twenty at once book once; the others get the same booking, or are asked to wait', async () => {
    const answers = await Promise.all(Array.from({ length: 20 }, () => keyed('at-once', { title: 'at once' })));
    expect(await bookingsTitled('at once')).toBe(1);
    const made = answers.filter(({ status }) => status === 201);
    expect(new Set(made.map(({ body }) => body.booking.id)).size).toBe(1);
    const waiting = answers.filter(({ status }) => status !== 201);
    for (const { status, body, headers } of waiting) {
      expect([status, body.code]).toEqual([409, 'idempotency_in_progress']);
      expect(headers.get('retry-after')).toBe('1');
    }
  });

  it('another body under the same key is refused', async () => {
    await keyed('other-body', { title: 'other body' });
    const other = await keyed('other-body', { title: 'other body', notes: 'changed' });
    expect([other.status, other.body.code]).toEqual([409, 'idempotency_mismatch']);
    expect(await bookingsTitled('other body')).toBe(1);
  });

  it('a refused request frees its key', async () => {
    const refused = await keyed('again', { title: 'again', start_time: '2026-01-01T00:00:00Z' });
    expect(refused.body.code).toBe('start_in_past');
    expect((await keyed('again', { title: 'again' })).status).toBe(201);
  });

  it('keys of two organizations do not know each other', async () => {
    const other = await signIn(world, (await makeOrganization(world)).owner);
    const ours = await keyed('shared', { title: 'shared' });
    const theirs = await keyed('shared', { title: 'shared' }, other);
    expect([ours.status, theirs.status]).toEqual([201, 201]);
    expect(theirs.body.booking.id).not.toBe(ours.body.booking.id);
  });

  it('after a crash the key waits a minute, then the repeat finds the booking that was made', async () => {
    const soon = new Date(world.clock.now().getTime() + 150_000).toISOString();
    const body = { title: 'crash', start_time: soon };
    const first = await keyed('crash', body);
    await crashAfterBooking('crash');
    expect((await keyed('crash', body)).body.code).toBe('idempotency_in_progress');
    world.clock.advance(60_001);
    const repeat = await keyed('crash', body);
    expect([repeat.status, repeat.body]).toEqual([201, first.body]);
    world.clock.advance(120_000);
    await crashAfterBooking('crash');
    expect((await keyed('crash', body)).body.booking.id).toBe(first.body.booking.id);
    expect(await bookingsTitled('crash')).toBe(1);
  });

  it.each(['', ' ', 'x'.repeat(256), 'schlüssel'])('refuses the key %j', async (key) => {
    const { status, body } = await keyed(key, { title: 'bad key' });
    expect([status, body.code]).toEqual([400, 'validation_failed']);
  });
});
