import { and, asc, eq, gt } from 'drizzle-orm';
import type { Transaction } from '@/lib/db/client';
import type { CommandContext } from '@/lib/db/command-context';
import { bookings } from '@/lib/db/schema/bookings';
import { notifyAdmins } from '@/lib/orgs/notices/notify-admins';

/**
 * Tells the admins that a member of staff who no longer takes calls still has upcoming bookings. Call it inside the
 * transaction that deactivates them.
 */
export async function notifyLeftBookings(
  tx: Transaction,
  ctx: CommandContext,
  { id, name }: { id: string; name: string },
): Promise<void> {
  const left = and(
    eq(bookings.organizationId, ctx.org),
    eq(bookings.staffId, id),
    eq(bookings.status, 'pending'),
    gt(bookings.startTime, ctx.now),
  );
  const [first] = await tx
    .select({ id: bookings.id })
    .from(bookings)
    .where(left)
    .orderBy(asc(bookings.startTime), asc(bookings.id))
    .limit(1);
  if (!first) return;
  const many = await tx.$count(bookings, left);
  const [upcoming, them] = many === 1 ? ['1 upcoming booking', 'it'] : [`${many} upcoming bookings`, 'them'];
  await notifyAdmins(tx, ctx, ctx.org, {
    kind: 'operator_left',
    message: `${name} no longer takes calls but still has ${upcoming}. Reassign or cancel ${them}.`,
    bookingId: first.id,
  });
}
