import { and, eq } from 'drizzle-orm';
import type { CalendarContext } from '@/lib/calendars/calendar-context';
import type { EventType, ProviderHost } from '@/lib/calendars/provider-module';
import { readWithTimeout } from '@/lib/calendars/read-with-timeout';
import { AppError, notFound } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { isUniqueViolation } from '@/lib/db/constraint-errors';
import { hostMappings, serviceMappings } from '@/lib/db/schema/calendars';
import { services, staff } from '@/lib/db/schema/orgs';
import { recordAudit } from '@/lib/orgs/audit';
import { rememberEventType } from './event-types';
import { type ConnectionRow, requireConnection } from './open-connection';
import { mappingTable } from './queries';
import { withConnection } from './with-connection';

/** Says who a member of staff is at the provider; null ends it. @throws AppError `not_found`, `conflict` when the host is somebody else already */
export async function mapHost(
  ctx: CommandContext,
  calendar: CalendarContext,
  connectionId: string,
  staffId: string,
  host: { id: string; email: string | null } | null,
): Promise<void> {
  const { accountLabel } = await requireConnection(calendar, ctx.org, connectionId);
  const [person] = await ctx.db
    .select({ name: staff.name })
    .from(staff)
    .where(and(eq(staff.id, staffId), eq(staff.organizationId, ctx.org)));
  if (!person) throw notFound('member of staff');
  try {
    await ctx.db.transaction(async (tx) => {
      await tx
        .delete(hostMappings)
        .where(and(eq(hostMappings.connectionId, connectionId), eq(hostMappings.staffId, staffId)));
      await recordAudit(tx, ctx, {
        action: host ? 'host_mapping.set' : 'host_mapping.ended',
        target: { id: staffId, name: person.name },
        detail: { calendar: accountLabel, ...(host ? { host: host.id } : {}) },
      });
      if (!host) return;
      await tx.insert(hostMappings).values({
        id: ctx.ids.make('mapping'),
        organizationId: ctx.org,
        connectionId,
        staffId,
        hostId: host.id,
        hostEmail: host.email,
        createdAt: ctx.now,
      });
    });
  } catch (error) {
    if (isUniqueViolation(error, 'host_mappings_host_once'))
      throw new AppError('conflict', 'This host is already mapped to another staff member.', { cause: error });
    throw error;
  }
}

/** Says which event type a service is; null ends it. Its bookings are written there from now on. @throws AppError `not_found` */
export async function mapService(
  ctx: CommandContext,
  calendar: CalendarContext,
  connectionId: string,
  serviceId: string,
  eventType: { id: string; name: string } | null,
): Promise<void> {
  const { accountLabel } = await requireConnection(calendar, ctx.org, connectionId);
  const { name } = await requireService(ctx, serviceId);
  await ctx.db.transaction(async (tx) => {
    await tx.delete(serviceMappings).where(eq(serviceMappings.serviceId, serviceId));
    await recordAudit(tx, ctx, {
      action: eventType ? 'service_mapping.set' : 'service_mapping.ended',
      target: { id: serviceId, name },
      detail: { calendar: accountLabel, ...(eventType ? { event_type: eventType.name } : {}) },
    });
    if (!eventType) return;
    await tx.insert(serviceMappings).values({
      id: ctx.ids.make('mapping'),
      organizationId: ctx.org,
      connectionId,
      serviceId,
      eventTypeId: eventType.id,
      eventTypeName: eventType.name,
      createdAt: ctx.now,
    });
  });
}

/** Makes an event type from a service at the provider, and maps the two. @throws AppError `not_found`, `validation_failed` where the provider does not let us */
export async function createEventTypeFromService(
  ctx: CommandContext,
  calendar: CalendarContext,
  connectionId: string,
  serviceId: string,
): Promise<EventType> {
  const row = await requireConnection(calendar, ctx.org, connectionId);
  const service = await requireService(ctx, serviceId);
  const create = calendar.calendars[row.provider].eventTypes?.create;
  if (!create) throw new AppError('validation_failed', 'Create event types for this calendar at the provider.');
  const made = await withConnection(calendar, row, (connection) => create(connection, service));
  await rememberEventType(ctx, connectionId, made);
  await mapService(ctx, calendar, connectionId, serviceId, made);
  return made;
}

/** The provider's hosts, each with the member of staff that has the same email address, as a suggestion. */
async function suggestHosts(
  ctx: CommandContext,
  calendar: CalendarContext,
  row: ConnectionRow,
  afterResponse: (task: () => Promise<unknown>) => void,
): Promise<(ProviderHost & { suggestedStaffId: string | null })[]> {
  const facet = calendar.calendars[row.provider].hosts;
  if (!facet) return [];
  const hosts = await readWithTimeout(calendar, row, afterResponse, (connection) => facet.list(connection));
  const people = await ctx.db.select().from(staff).where(eq(staff.organizationId, ctx.org));
  const byEmail = new Map(people.flatMap(({ id, email }) => (email ? [[email.toLowerCase(), id] as const] : [])));
  return hosts.map((host) => ({ ...host, suggestedStaffId: byEmail.get(host.email?.toLowerCase() ?? '') ?? null }));
}

async function requireService(ctx: CommandContext, serviceId: string) {
  const [service] = await ctx.db
    .select()
    .from(services)
    .where(and(eq(services.id, serviceId), eq(services.organizationId, ctx.org)));
  if (!service) throw notFound('service');
  return service;
}

/**
 * Staff and services beside the provider's hosts, as they stand on the wire; the table stands when the provider cannot be
 * asked, or does not answer within fifteen seconds.
 */
export async function mappingsOf(
  ctx: CommandContext,
  calendar: CalendarContext,
  connectionId: string,
  afterResponse: (task: () => Promise<unknown>) => void,
) {
  const row = await requireConnection(calendar, ctx.org, connectionId);
  const [table, hosts] = await Promise.all([
    mappingTable(ctx, connectionId),
    suggestHosts(ctx, calendar, row, afterResponse).catch((error: unknown) => {
      if (error instanceof AppError) return null;
      throw error;
    }),
  ]);
  return {
    staff: table.people.map((person) => ({
      id: person.staffId,
      name: person.name,
      email: person.email,
      host_id: person.hostId,
      host_email: person.hostEmail,
    })),
    services: table.services.map((service) => ({
      id: service.serviceId,
      name: service.name,
      duration_minutes: service.durationMinutes,
      event_type_id: service.eventTypeId,
      event_type_name: service.eventTypeName,
    })),
    hosts:
      hosts?.map(({ id, name, email, suggestedStaffId }) => ({
        id,
        name,
        email,
        suggested_staff_id: suggestedStaffId,
      })) ?? null,
  };
}
