import { and, asc, eq, type SQL, sql } from 'drizzle-orm';
import type { StaffWire } from '@/lib/contracts/staff';
import { notFound } from '@/lib/core/errors';
import type { Transaction } from '@/lib/db/client';
import type { CommandContext } from '@/lib/db/command-context';
import { staff } from '@/lib/db/schema/orgs';

/** Deals with the bookings of a staff entry that takes none any more, in the transaction that ends it. */
export type OnStaffLeft = (tx: Transaction, ctx: CommandContext, entry: { id: string; name: string }) => Promise<void>;

/** Everybody who can be booked, and who could be before, by name. */
export function listStaff(ctx: CommandContext): Promise<StaffWire[]> {
  return selectStaff(ctx);
}

/** @throws AppError `not_found` */
export async function getStaffMember(ctx: CommandContext, id: string): Promise<StaffWire> {
  const [person] = await selectStaff(ctx, eq(staff.id, id));
  if (!person) throw notFound('member of staff');
  return person;
}

function selectStaff(ctx: CommandContext, one?: SQL): Promise<StaffWire[]> {
  return ctx.db
    .select({
      id: staff.id,
      user_id: staff.userId,
      name: staff.name,
      email: staff.email,
      phone: staff.phone,
      time_zone: staff.timeZone,
      active: staff.active,
    })
    .from(staff)
    .where(and(eq(staff.organizationId, ctx.org), one))
    .orderBy(asc(sql`lower(${staff.name})`), asc(staff.id));
}
