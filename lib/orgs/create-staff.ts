import type { CreateStaff, StaffWire } from '@/lib/contracts/staff';
import type { CommandContext } from '@/lib/db/command-context';
import { staff } from '@/lib/db/schema/orgs';
import { requirePhone, requireTimeZone } from './checked-fields';
import { getOrganization } from './organization-queries';
import { getStaffMember } from './staff-queries';

/** Adds somebody who can be booked without being a member. @throws AppError `invalid_phone`, `unknown_time_zone` */
export async function createStaff(ctx: CommandContext, input: CreateStaff): Promise<StaffWire> {
  const id = ctx.ids.make('staff');
  await ctx.db.insert(staff).values({
    id,
    organizationId: ctx.org,
    name: input.name,
    email: input.email,
    phone: input.phone ? requirePhone(input.phone, 'phone') : null,
    timeZone: input.time_zone ? requireTimeZone(input.time_zone, 'time_zone') : (await getOrganization(ctx)).time_zone,
    createdAt: ctx.now,
  });
  return getStaffMember(ctx, id);
}
