import { and, asc, eq, gt } from 'drizzle-orm';
import type { Transaction } from '@/lib/db/client';
import type { CommandContext } from '@/lib/db/command-context';
import { bookingEvents } from '@/lib/db/schema/bookings';
import { notifyAdmins } from '@/lib/orgs/notices/notify-admins';

/**
 * Tells the admins which bookings to come are still with an entry of staff that takes none any more, so that somebody
 * else is given them; in the transaction that ends it.
 */
export async function tellLeftBookings(
  tx: Transaction,
  ctx: CommandContext,
  { id, name }: { id: string; name: string },
): Promise<void> {
  const left = and(
    eq(bookingEvents.organizationId, ctx.org),
    eq(bookingEvents.staffId, id),
    eq(bookingEvents.status, 'pending'),
    gt(bookingEvents.startTime, ctx.now),
  );
  const [first] = await tx
    .select({ id: bookingEvents.id })
    .from(bookingEvents)
    .where(left)
    .orderBy(asc(bookingEvents.startTime), asc(bookingEvents.id))
    .limit(1);
  if (!first) return;
  const many = await tx.$count(bookingEvents, left);
  const bookings = many === 1 ? 'one booking' : `${many} bookings`;
  await notifyAdmins(tx, ctx, ctx.org, {
    kind: 'operator_left',
    message: `${name} takes no calls any more and still has ${bookings} to come. Give them to somebody else, or cancel them.`,
    bookingId: first.id,
  });
}
