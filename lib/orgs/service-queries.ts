import { and, asc, eq, sql } from 'drizzle-orm';
import type { CommandContext } from '@/lib/db/command-context';
import { services } from '@/lib/db/schema/orgs';

export interface OfferedService {
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
