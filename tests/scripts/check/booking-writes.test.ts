import { describe, expect, it } from 'vitest';
import { bookingWrites } from '@/scripts/check/rules/booking-writes';
import { found } from './fixture';

const table = "import { bookings } from '@/lib/db/schema/bookings';";

describe('a status written past the lifecycle', () => {
  it.each([
    `${table} tx.update(bookings).set({ status: 'failed' });`,
    `${table} tx.update(bookings).set({ statusReason: null });`,
    `${table} tx.update(bookings).set({ updatedAt, ...(moved ? { 'status': 'pending' } : {}) }).where(one);`,
    `${table} const ended = { status: 'failed' }; tx.update(bookings).set(ended);`,
    `${table} const ended = { status: 'failed' }; const all = { ...ended, at }; tx.update(bookings).set({ ...all });`,
    `${table} export const write = (columns) => tx.update(bookings).set({ ...columns, updatedAt });`,
    "import { bookings as events } from './db/schema/bookings'; tx.update(events).set({ status });",
    "import * as schema from '@/lib/db/schema/bookings'; tx.update(schema.bookings).set({ status });",
    "tx.execute(sql`update booking_events b set hold_until = null, status = 'pending' where b.id = 1`);",
    "tx.execute(sql`update booking_events set status_reason = null where status = 'pending'`);",
    "tx.execute(sql`update booking_events set (status, due_at) = ('pending', null)`);",
    `${table} tx.execute(sql\`update \${bookings} set status = 'failed'\`);`,
  ])('%s fails', (source) => {
    expect(found(bookingWrites, { 'lib/calls/a.ts': source })).toEqual(['lib/calls/a.ts:1 booking-status-written']);
  });
});

describe('a booking made past insert-booking', () => {
  it.each([
    `${table} tx.insert(bookings).values(row);`,
    `${table} writeRows(db, [rowsOf(bookings, rows)]);`,
    'tx.execute(sql`insert into booking_events (id) values (1)`);',
  ])('%s fails', (source) => {
    expect(found(bookingWrites, { 'lib/calls/a.ts': source })).toEqual(['lib/calls/a.ts:1 booking-inserted']);
    expect(found(bookingWrites, { 'lib/bookings/insert-booking.ts': source })).toEqual([]);
  });
});

describe('what may be written anywhere', () => {
  it.each([
    `${table} tx.update(bookings).set({ syncState: 'failed' }).where(eq(bookings.status, 'pending')).returning({ status: bookings.status });`,
    `${table} const nobody = { staffId: null }; tx.update(bookings).set(nobody);`,
    `${table} tx.update(bookings).set({ ...timesOf(state), updatedAt });`,
    "import { calls } from '@/lib/db/schema/calls'; tx.update(calls).set({ status: 'failed' }); tx.insert(calls);",
    "tx.execute(sql`update booking_events set notes = null where status = 'pending' and status_reason = 'missed'`);",
    "tx.execute(sql`update calls set status = 'failed' from booking_events b where b.status = 'pending'`);",
  ])('%s passes', (source) => {
    expect(found(bookingWrites, { 'lib/calls/a.ts': source })).toEqual([]);
  });

  it('leaves the lifecycle itself, tests and demo data alone', () => {
    const source = `${table} tx.insert(bookings).values(row); tx.update(bookings).set({ status: 'failed' });`;
    for (const file of ['tests/a.test.ts', 'sandbox/a.ts', 'lib/bookings/lifecycle.ts'])
      expect(found(bookingWrites, { [file]: source })).toEqual([]);
  });
});
