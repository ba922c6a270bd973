import { and, asc, eq, type SQL, sql } from 'drizzle-orm';
import type { ServiceWire } from '@/lib/contracts/services';
import { notFound } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { services } from '@/lib/db/schema/orgs';

interface OfferedService {
  id: string;
  name: string;
  duration_minutes: number;
}

/** The services that can be booked now, by name. */
export function listServices({ db, org }: Pick<CommandContext, 'db' | 'org'>): Promise<OfferedService[]> {
  return db
    .select({ id: services.id, name: services.name, duration_minutes: services.durationMinutes })
    .from(services)
    .where(and(eq(services.organizationId, org), eq(services.active, true)))
    .orderBy(asc(sql`lower(${services.name})`), asc(services.id));
}

/** Every service, also those that cannot be booked any more, by name. */
export function listAllServices(ctx: Pick<CommandContext, 'db' | 'org'>): Promise<ServiceWire[]> {
  return selectServices(ctx);
}

/** @throws AppError `not_found` */
export async function getService(ctx: Pick<CommandContext, 'db' | 'org'>, id: string): Promise<ServiceWire> {
  const [service] = await selectServices(ctx, eq(services.id, id));
  if (!service) throw notFound('service');
  return service;
}

function selectServices({ db, org }: Pick<CommandContext, 'db' | 'org'>, one?: SQL): Promise<ServiceWire[]> {
  return db
    .select({
      id: services.id,
      name: services.name,
      slug: services.slug,
      duration_minutes: services.durationMinutes,
      buffer_before_minutes: services.bufferBeforeMinutes,
      buffer_after_minutes: services.bufferAfterMinutes,
      active: services.active,
    })
    .from(services)
    .where(and(eq(services.organizationId, org), one))
    .orderBy(asc(sql`lower(${services.name})`), asc(services.id));
}
