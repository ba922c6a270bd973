import { and, eq, not, sql } from 'drizzle-orm';
import { z } from 'zod';
import { AppError } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { eventTypeCaches } from '@/lib/db/schema/calendars';
import type { CalendarContext } from './calendar-context';
import { type ConnectionRow, requireConnection } from './open-connection';
import type { EventType } from './provider-module';
import { withConnection } from './with-connection';

/** Lists are shown without asking for so long; `refresh` asks at once. */
const FRESH_MS = 15 * 60_000;
/** No more are listed at once; the rest is found by searching. */
export const EVENT_TYPES_LISTED = 25;

const eventTypesSchema = z.array(
  z.object({ id: z.string(), name: z.string(), durationMinutes: z.number(), url: z.string().nullable() }),
);

export interface EventTypeList {
  eventTypes: z.infer<typeof eventTypesSchema>;
  /** How many match the search, listed or not. */
  matching: number;
  fetchedAt: Date;
  /** The provider could not be asked: the list is the last known one. */
  couldNotRefresh: boolean;
}

/**
 * The event types that can be booked, from a cache of 15 minutes. When the provider cannot be asked, the last known list.
 * @throws AppError `provider_unavailable`, `provider_failed` when there is no last known list
 */
export async function listEventTypes(
  calendar: CalendarContext,
  row: ConnectionRow,
  { search = '', refresh = false }: { search?: string; refresh?: boolean },
): Promise<EventTypeList> {
  const [cached] = await calendar.db.select().from(eventTypeCaches).where(eq(eventTypeCaches.connectionId, row.id));
  const now = calendar.clock.now();
  if (cached && !refresh && now.getTime() - cached.fetchedAt.getTime() < FRESH_MS)
    return matching(eventTypesSchema.parse(cached.eventTypes), cached.fetchedAt, search, false);
  try {
    const eventTypes = await askProvider(calendar, row);
    await calendar.db
      .insert(eventTypeCaches)
      .values({ connectionId: row.id, eventTypes, fetchedAt: now })
      .onConflictDoUpdate({ target: eventTypeCaches.connectionId, set: { eventTypes, fetchedAt: now, failures: 0 } });
    return matching(eventTypes, now, search, false);
  } catch (error) {
    if (!cached || !(error instanceof AppError)) throw error;
    calendar.logger.warn('event types not refreshed', { connectionId: row.id, code: error.code });
    return matching(eventTypesSchema.parse(cached.eventTypes), cached.fetchedAt, search, true);
  }
}

/** Adds an event type that was made just now to the last known list, which would otherwise show it a quarter of an hour later. */
export async function rememberEventType({ db }: CommandContext, connectionId: string, made: EventType): Promise<void> {
  const known = sql`${eventTypeCaches.eventTypes} @> ${JSON.stringify([{ id: made.id }])}::jsonb`;
  await db
    .update(eventTypeCaches)
    .set({ eventTypes: sql`${eventTypeCaches.eventTypes} || ${JSON.stringify([made])}::jsonb` })
    .where(and(eq(eventTypeCaches.connectionId, connectionId), not(known)));
}

async function askProvider(calendar: CalendarContext, row: ConnectionRow): Promise<z.infer<typeof eventTypesSchema>> {
  const facet = calendar.calendars[row.provider].eventTypes;
  if (!facet) throw new AppError('validation_failed', 'This calendar has no event types.');
  return withConnection(calendar, row, (connection) => facet.list(connection));
}

function matching(
  all: z.infer<typeof eventTypesSchema>,
  fetchedAt: Date,
  search: string,
  couldNotRefresh: boolean,
): EventTypeList {
  const wanted = search.trim().toLocaleLowerCase();
  const found = all.filter(({ name }) => name.toLocaleLowerCase().includes(wanted));
  return { eventTypes: found.slice(0, EVENT_TYPES_LISTED), matching: found.length, fetchedAt, couldNotRefresh };
}

/** The event types of a connection as they stand on the wire. @throws AppError `not_found`, and as `listEventTypes` */
export async function eventTypesOf(
  ctx: CommandContext,
  calendar: CalendarContext,
  connectionId: string,
  options: { search?: string; refresh?: boolean },
) {
  const row = await requireConnection(calendar, ctx.org, connectionId);
  const list = await listEventTypes(calendar, row, options);
  return {
    event_types: list.eventTypes.map(eventTypeToWire),
    matching: list.matching,
    fetched_at: list.fetchedAt.toISOString(),
    could_not_refresh: list.couldNotRefresh,
  };
}

/** An event type as it stands on the wire. */
export function eventTypeToWire({ id, name, durationMinutes, url }: EventType) {
  return { id, name, duration_minutes: durationMinutes, url };
}
