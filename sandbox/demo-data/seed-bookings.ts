import { and, eq, inArray } from 'drizzle-orm';
import { writeAttendees } from '@/lib/bookings/attendees';
import type { Database } from '@/lib/db/client';
import { bookingHistory, bookings } from '@/lib/db/schema/bookings';
import { callConfirmations, callLegs, calls } from '@/lib/db/schema/calls';
import { MINUTE_MS } from '@/lib/time/units';
import { bookingOwners } from './booking-owners';
import { type BookingOwner, type DemoBooking, demoBooking } from './demo-booking';
import { demoIds } from './demo-ids';
import type { DemoOrganization } from './demo-organizations';
import { pastCall } from './past-call';
import { planBookings } from './plan-bookings';

/** No demo booking starts sooner: the next minutes are for the person who tries it out. */
const KEPT_FREE_MS = 90 * MINUTE_MS;
/** No seeded call falls into the last day, whose figures the scheduler page measures. */
const TOLD_AFTER_MS = 26 * 60 * MINUTE_MS;
/** Whom the demo's past calls came from. */
const FROM_PHONE = '+12025550199';

type OwnedBooking = DemoBooking & { owner: BookingOwner };

/**
 * Fills in the calendar around `now` where it is empty. A booking of an earlier seeding that nobody has touched, and
 * whose time has come or passed while nothing ran, is told as if it had. @returns how many bookings were written
 */
export async function seedBookings(db: Database, demo: DemoOrganization, now: Date): Promise<number> {
  const ownerOf = await bookingOwners(db, demo);
  const wanted = planBookings(demo, now).flatMap((planned): OwnedBooking[] => {
    const owner = ownerOf(planned);
    return owner ? [{ owner, ...demoBooking(planned, owner, now) }] : [];
  });
  if (wanted.length === 0) return 0;
  return db.transaction(async (tx) => {
    const ids = wanted.map(({ booking }) => booking.id);
    const there = await tx.select().from(bookings).where(inArray(bookings.id, ids)).for('update');
    const overtaken = there.filter((row) => isUntouched(row) && row.startTime < soon(now)).map(({ id }) => id);
    if (overtaken.length > 0) await tx.delete(bookings).where(inArray(bookings.id, overtaken));
    const kept = new Set(there.map(({ id }) => id).filter((id) => !overtaken.includes(id)));
    let written = 0;
    for (const one of wanted) {
      if (!kept.has(one.booking.id) && !isNear(one.booking.startTime, now) && (await insertBooking(tx, demo, one)))
        written += 1;
    }
    return written;
  });
}

function isUntouched(row: typeof bookings.$inferSelect): boolean {
  return row.status === 'pending' && row.attempts === 0 && row.updatedAt.getTime() === row.createdAt.getTime();
}

function soon(now: Date): Date {
  return new Date(now.getTime() + KEPT_FREE_MS);
}

function isNear(start: Date, now: Date): boolean {
  return start < soon(now) && start.getTime() > now.getTime() - TOLD_AFTER_MS;
}

async function insertBooking(
  tx: Database,
  organization: DemoOrganization,
  { booking, history, fate, owner }: OwnedBooking,
): Promise<boolean> {
  // Somebody may have booked that time meanwhile; then the demo's booking stays away.
  const inserted = await tx.insert(bookings).values(booking).onConflictDoNothing().returning({ id: bookings.id });
  if (inserted.length === 0) return false;
  await writeAttendees(tx, { ids: demoIds(`attendees of ${booking.id}`), now: booking.createdAt }, booking, [
    {
      name: booking.attendeeName,
      email: booking.attendeeEmail ?? null,
      phone: booking.attendeePhone ?? null,
      timezone: booking.attendeeTimezone ?? null,
    },
  ]);
  await tx.insert(bookingHistory).values(history);
  const failure = fate.kind === 'failed' ? fate.reason : null;
  if (fate.kind === 'coming' || fate.kind === 'cancelled' || failure === 'missed') return true;

  const past = pastCall({ booking, failure, organization, operatorPhone: owner.phone, fromPhone: FROM_PHONE });
  await tx.insert(calls).values(past.call);
  await tx.insert(callLegs).values(past.legs);
  if (past.confirmations.length > 0) await tx.insert(callConfirmations).values(past.confirmations);
  await tx.insert(bookingHistory).values(past.end);
  await tx
    .update(bookings)
    .set({ callId: past.call.id, attempts: 1, updatedAt: past.end.at })
    .where(and(eq(bookings.id, booking.id), eq(bookings.organizationId, booking.organizationId)));
  return true;
}
