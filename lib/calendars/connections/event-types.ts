import { and, eq, not, sql } from 'drizzle-orm';
import { z } from 'zod';
import type { CalendarContext } from '@/lib/calendars/calendar-context';
import { calendarUnavailable } from '@/lib/calendars/faults';
import type { EventType } from '@/lib/calendars/provider-module';
import { READ_TIMEOUT_MS } from '@/lib/calendars/read-with-timeout';
import { AppError } from '@/lib/core/errors';
import { withTimeout } from '@/lib/core/with-timeout';
import type { CommandContext } from '@/lib/db/command-context';
import { eventTypeCaches } from '@/lib/db/schema/calendars';
import { MINUTE_MS } from '@/lib/time/units';
import { type ConnectionRow, requireConnection } from './open-connection';
import { withConnection } from './with-connection';

/** Lists are shown without asking for so long; `refresh` asks at once. */
const FRESH_MS = 15 * MINUTE_MS;
/** A provider that takes longer is not waited for when there is a list to show. */
const PATIENCE_WITH_LIST_MS = 1_500;
/** No more are listed at once; the rest is found by searching. */
const EVENT_TYPES_LISTED = 25;

const eventTypesSchema = z.array(
  z.object({ id: z.string(), name: z.string(), durationMinutes: z.number(), url: z.string().nullable() }),
);

type KnownEventTypes = z.infer<typeof eventTypesSchema>;

interface EventTypeList {
  eventTypes: KnownEventTypes;
  /** How many match the search, listed or not. */
  matching: number;
  fetchedAt: Date;
  /** The provider could not be asked: the list is the last known one. */
  couldNotRefresh: boolean;
  /** The provider is still being asked: the list is the last known one, a newer one comes. */
  refreshing: boolean;
}

interface EventTypesWish {
  search?: string;
  /** Asks the provider, however young the last known list is. */
  refresh?: boolean;
  /** Goes on with work once the answer has gone out. */
  afterResponse(task: () => Promise<unknown>): void;
}

/**
 * The event types that can be booked, from a cache of 15 minutes. While the provider cannot be asked, or takes long to
 * answer, the last known list.
 * @throws AppError `provider_unavailable`, `provider_failed` when there is no last known list
 */
export async function listEventTypes(
  calendar: CalendarContext,
  row: ConnectionRow,
  { search = '', refresh = false, afterResponse }: EventTypesWish,
): Promise<EventTypeList> {
  const [cached] = await calendar.db.select().from(eventTypeCaches).where(eq(eventTypeCaches.connectionId, row.id));
  const now = calendar.clock.now();
  const lastKnown = cached && { ...cached, eventTypes: eventTypesSchema.parse(cached.eventTypes) };
  if (lastKnown && !refresh && now.getTime() - lastKnown.fetchedAt.getTime() < FRESH_MS)
    return matching(lastKnown, search, { couldNotRefresh: lastKnown.failures > 0 });
  const asking = askAndKeep(calendar, row);
  try {
    const answer = await withTimeout(calendar.clock, asking, lastKnown ? PATIENCE_WITH_LIST_MS : READ_TIMEOUT_MS);
    if (answer) return matching(answer, search);
    afterResponse(() => asking.catch(() => undefined));
    if (!lastKnown) throw calendarUnavailable('timeout');
    return matching(lastKnown, search, { refreshing: true });
  } catch (error) {
    if (!lastKnown || !(error instanceof AppError)) throw error;
    return matching(lastKnown, search, { couldNotRefresh: true });
  }
}

async function askAndKeep(calendar: CalendarContext, row: ConnectionRow) {
  const fetchedAt = calendar.clock.now();
  try {
    const eventTypes = await askProvider(calendar, row);
    await calendar.db
      .insert(eventTypeCaches)
      .values({ connectionId: row.id, eventTypes, fetchedAt })
      .onConflictDoUpdate({ target: eventTypeCaches.connectionId, set: { eventTypes, fetchedAt, failures: 0 } });
    return { eventTypes, fetchedAt };
  } catch (error) {
    const code = error instanceof AppError ? error.code : 'unknown';
    calendar.logger.warn('event types not refreshed', { connectionId: row.id, code });
    await calendar.db
      .update(eventTypeCaches)
      .set({ failures: sql`${eventTypeCaches.failures} + 1` })
      .where(eq(eventTypeCaches.connectionId, row.id));
    throw error;
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

async function askProvider(calendar: CalendarContext, row: ConnectionRow): Promise<KnownEventTypes> {
  const facet = calendar.calendars[row.provider].eventTypes;
  if (!facet) throw new AppError('validation_failed', 'This calendar has no event types.');
  return withConnection(calendar, row, (connection) => facet.list(connection));
}

function matching(
  { eventTypes, fetchedAt }: { eventTypes: KnownEventTypes; fetchedAt: Date },
  search: string,
  { couldNotRefresh = false, refreshing = false } = {},
): EventTypeList {
  const wanted = search.trim().toLocaleLowerCase();
  const found = eventTypes.filter(({ name }) => name.toLocaleLowerCase().includes(wanted));
  const listed = found.slice(0, EVENT_TYPES_LISTED);
  return { eventTypes: listed, matching: found.length, fetchedAt, couldNotRefresh, refreshing };
}

/** The event types of a connection as they stand on the wire. @throws AppError `not_found`, and as `listEventTypes` */
export async function eventTypesOf(
  ctx: CommandContext,
  calendar: CalendarContext,
  connectionId: string,
  options: EventTypesWish,
) {
  const row = await requireConnection(calendar, ctx.org, connectionId);
  const list = await listEventTypes(calendar, row, options);
  return {
    event_types: list.eventTypes.map(eventTypeToWire),
    matching: list.matching,
    fetched_at: list.fetchedAt.toISOString(),
    could_not_refresh: list.couldNotRefresh,
    refreshing: list.refreshing,
  };
}

/** An event type as it stands on the wire. */
export function eventTypeToWire({ id, name, durationMinutes, url }: EventType) {
  return { id, name, duration_minutes: durationMinutes, url };
}
