import type { CreateService, ServiceWire } from '@/lib/contracts/services';
import type { CommandContext } from '@/lib/db/command-context';
import { services } from '@/lib/db/schema/orgs';
import { recordAudit } from '@/lib/orgs/audit';
import { withFreeSlug } from '@/lib/orgs/settings/internal/service-slug';
import { getService } from './service-queries';

/** Adds something that people can be booked for. @throws AppError `conflict` when another service has the slug */
export async function createService(ctx: CommandContext, input: CreateService): Promise<ServiceWire> {
  const id = ctx.ids.make('service');
  await withFreeSlug(() =>
    ctx.db.transaction(async (tx) => {
      await tx.insert(services).values({
        id,
        organizationId: ctx.org,
        name: input.name,
        slug: input.slug,
        durationMinutes: input.duration_minutes,
        bufferBeforeMinutes: input.buffer_before_minutes,
        bufferAfterMinutes: input.buffer_after_minutes,
        createdAt: ctx.now,
      });
      await recordAudit(tx, ctx, { action: 'service.created', target: { id, name: input.name } });
    }),
  );
  return getService(ctx, id);
}
