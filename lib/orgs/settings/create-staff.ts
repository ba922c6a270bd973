import type { CreateStaff, StaffWire } from '@/lib/contracts/staff';
import type { CommandContext } from '@/lib/db/command-context';
import { staff } from '@/lib/db/schema/orgs';
import { recordAudit } from '@/lib/orgs/audit';
import { requireCallablePhone, requireTimeZone } from '@/lib/orgs/settings/internal/checked-fields';
import { getOrganization } from './organization-queries';
import { getStaffMember } from './staff-queries';

/** Adds somebody who can be booked without being a member. @throws AppError `invalid_phone`, `number_not_callable`, `unknown_time_zone` */
export async function createStaff(ctx: CommandContext, input: CreateStaff): Promise<StaffWire> {
  const id = ctx.ids.make('staff');
  const phone = input.phone ? requireCallablePhone(input.phone, 'phone') : null;
  const timeZone = input.time_zone
    ? requireTimeZone(input.time_zone, 'time_zone')
    : (await getOrganization(ctx)).time_zone;
  await ctx.db.transaction(async (tx) => {
    await tx.insert(staff).values({
      id,
      organizationId: ctx.org,
      name: input.name,
      email: input.email,
      phone,
      timeZone,
      createdAt: ctx.now,
    });
    await recordAudit(tx, ctx, { action: 'staff.created', target: { id, name: input.name } });
  });
  return getStaffMember(ctx, id);
}
