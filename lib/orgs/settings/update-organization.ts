import { eq } from 'drizzle-orm';
import type { OrganizationWire, UpdateOrganization } from '@/lib/contracts/organization';
import type { CommandContext } from '@/lib/db/command-context';
import { organizations } from '@/lib/db/schema/orgs';
import { recordAudit } from '@/lib/orgs/audit';
import { requireTimeZone } from '@/lib/orgs/settings/internal/checked-fields';
import { getOrganization } from './organization-queries';

/** Changes the organization's name and defaults. @throws AppError `unknown_time_zone` */
export async function updateOrganization(ctx: CommandContext, changes: UpdateOrganization): Promise<OrganizationWire> {
  await ctx.db.transaction(async (tx) => {
    await tx
      .update(organizations)
      .set({
        name: changes.name,
        timeZone: changes.time_zone && requireTimeZone(changes.time_zone, 'time_zone'),
        defaultBookingDuration: changes.default_booking_duration,
      })
      .where(eq(organizations.id, ctx.org));
    await recordAudit(tx, ctx, { action: 'organization.changed', detail: { changed: Object.keys(changes) } });
  });
  return getOrganization(ctx);
}
