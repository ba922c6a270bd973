import { and, asc, desc, eq, ne, or } from 'drizzle-orm';
import type { CalendarContext } from '@/lib/calendars/calendar-context';
import type { CalendarRegistry } from '@/lib/calendars/provider-module';
import { batch } from '@/lib/core/batch';
import type { OrgId } from '@/lib/core/context';
import { AppError } from '@/lib/core/errors';
import { anyOf } from '@/lib/db/any-of';
import type { Database } from '@/lib/db/client';
import type { CommandContext } from '@/lib/db/command-context';
import { agents, connections, hostMappings, serviceMappings } from '@/lib/db/schema/calendars';
import { services, staff } from '@/lib/db/schema/orgs';
import { connectionToWire, providersToWire } from './connection-wire';
import type { ConnectionRow } from './open-connection';

/** The organization's live connections, the default first. */
function listConnections({ db, org }: Pick<CommandContext, 'db' | 'org'>): Promise<ConnectionRow[]> {
  return db
    .select()
    .from(connections)
    .where(and(eq(connections.organizationId, org), ne(connections.status, 'disconnected')))
    .orderBy(desc(connections.isDefault), asc(connections.createdAt));
}

/**
 * The calendar that is offered: the named one, or the organization's default.
 * @throws AppError `not_found` when there is none (or it is another organization's)
 */
export async function calendarToOffer(
  { db }: Pick<CalendarContext, 'db'>,
  org: OrgId,
  connectionId: string | undefined,
): Promise<ConnectionRow> {
  const row = await liveCalendar(db, { org, connectionId });
  if (!row) throw new AppError('not_found', 'No calendar is connected. Connect one in Settings → Integrations.');
  return row;
}

/** Those who ask at the same time are answered by one read. */
const liveCalendar = batch(async (db: Database, asked: { org: OrgId; connectionId: string | undefined }[]) => {
  const orgs = asked.map(({ org }) => org);
  const ids = asked.flatMap(({ connectionId }) => connectionId ?? []);
  const rows = await db
    .select()
    .from(connections)
    .where(
      and(
        anyOf(connections.organizationId, orgs),
        or(connections.isDefault, anyOf(connections.id, ids)),
        ne(connections.status, 'disconnected'),
      ),
    );
  return asked.map(({ org, connectionId }) =>
    rows.find(
      (row) => row.organizationId === org && (connectionId === undefined ? row.isDefault : row.id === connectionId),
    ),
  );
}, 100);

/** The agents and the calendar that each offers; null = the default. */
function agentCalendars({ db, org }: Pick<CommandContext, 'db' | 'org'>) {
  return db
    .select({ id: agents.id, name: agents.name, connectionId: agents.connectionId })
    .from(agents)
    .where(eq(agents.organizationId, org))
    .orderBy(asc(agents.name));
}

/** Staff and services with what they are at a connection's provider; null = not mapped. */
export async function mappingTable({ db, org }: Pick<CommandContext, 'db' | 'org'>, connectionId: string) {
  const [people, offered] = await Promise.all([
    db
      .select({
        staffId: staff.id,
        name: staff.name,
        email: staff.email,
        hostId: hostMappings.hostId,
        hostEmail: hostMappings.hostEmail,
      })
      .from(staff)
      .leftJoin(hostMappings, and(eq(hostMappings.staffId, staff.id), eq(hostMappings.connectionId, connectionId)))
      .where(and(eq(staff.organizationId, org), eq(staff.active, true)))
      .orderBy(asc(staff.name)),
    db
      .select({
        serviceId: services.id,
        name: services.name,
        slug: services.slug,
        durationMinutes: services.durationMinutes,
        eventTypeId: serviceMappings.eventTypeId,
        eventTypeName: serviceMappings.eventTypeName,
      })
      .from(services)
      .leftJoin(
        serviceMappings,
        and(eq(serviceMappings.serviceId, services.id), eq(serviceMappings.connectionId, connectionId)),
      )
      .where(and(eq(services.organizationId, org), eq(services.active, true)))
      .orderBy(asc(services.name)),
  ]);
  return { people, services: offered };
}

/** All that Settings → Integrations shows. */
export async function integrationsOverview(ctx: CommandContext, calendars: CalendarRegistry) {
  const [rows, offering] = await Promise.all([listConnections(ctx), agentCalendars(ctx)]);
  return {
    connections: rows.map((row) => connectionToWire(calendars, row)),
    providers: providersToWire(calendars),
    agents: offering.map(({ id, name, connectionId }) => ({ id, name, connection_id: connectionId })),
  };
}
