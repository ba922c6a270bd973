import { and, eq } from 'drizzle-orm';
import type { StaffWire, UpdateStaff } from '@/lib/contracts/staff';
import { AppError } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { staff } from '@/lib/db/schema/orgs';
import { isAllowed } from '@/lib/orgs/access/permissions';
import { requireUser } from '@/lib/orgs/access/require-user';
import { recordAudit } from '@/lib/orgs/audit';
import { requireCallablePhone, requireTimeZone } from '@/lib/orgs/settings/internal/checked-fields';
import { getStaffMember, type OnStaffLeft } from './staff-queries';

/**
 * Changes an entry of staff: anybody's for those who look after them, else only one's own, and not whether it is active.
 * @throws AppError `not_found`, `forbidden`, `invalid_phone`, `number_not_callable`, `unknown_time_zone`
 */
export async function updateStaff(
  ctx: CommandContext,
  { staffId, changes }: { staffId: string; changes: UpdateStaff },
  onStaffLeft: OnStaffLeft,
): Promise<StaffWire> {
  const person = await getStaffMember(ctx, staffId);
  const isOwn = person.user_id === requireUser(ctx.actor) && changes.active === undefined;
  if (!isOwn && !isAllowed(ctx.actor, 'staff:write'))
    throw new AppError(
      'forbidden',
      'You can change your own phone number, name, and time zone. Ask an admin to change the rest.',
    );
  const next = {
    name: changes.name,
    phone: changes.phone ? requireCallablePhone(changes.phone, 'phone') : changes.phone,
    timeZone: changes.time_zone && requireTimeZone(changes.time_zone, 'time_zone'),
    active: changes.active,
  };
  await ctx.db.transaction(async (tx) => {
    await tx
      .update(staff)
      .set(next)
      .where(and(eq(staff.id, staffId), eq(staff.organizationId, ctx.org)));
    if (person.active && next.active === false) await onStaffLeft(tx, ctx, person);
    await recordAudit(tx, ctx, {
      action: 'staff.changed',
      target: { id: staffId, name: changes.name ?? person.name },
      detail: { changed: Object.keys(changes) },
    });
  });
  return getStaffMember(ctx, staffId);
}
