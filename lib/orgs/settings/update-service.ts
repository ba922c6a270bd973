import { and, eq } from 'drizzle-orm';
import type { ServiceWire, UpdateService } from '@/lib/contracts/services';
import type { CommandContext } from '@/lib/db/command-context';
import { services } from '@/lib/db/schema/orgs';
import { recordAudit } from '@/lib/orgs/audit';
import { withFreeSlug } from '@/lib/orgs/settings/internal/service-slug';
import { getService } from './service-queries';

/**
 * Changes a service; bookings that are there stay as they are.
 * @throws AppError `not_found`; `conflict` when another service has the slug
 */
export async function updateService(ctx: CommandContext, id: string, changes: UpdateService): Promise<ServiceWire> {
  const { name } = await getService(ctx, id);
  await withFreeSlug(() =>
    ctx.db.transaction(async (tx) => {
      await tx
        .update(services)
        .set({
          name: changes.name,
          slug: changes.slug,
          durationMinutes: changes.duration_minutes,
          bufferBeforeMinutes: changes.buffer_before_minutes,
          bufferAfterMinutes: changes.buffer_after_minutes,
          active: changes.active,
        })
        .where(and(eq(services.id, id), eq(services.organizationId, ctx.org)));
      await recordAudit(tx, ctx, {
        action: 'service.changed',
        target: { id, name: changes.name ?? name },
        detail: { changed: Object.keys(changes) },
      });
    }),
  );
  return getService(ctx, id);
}
