import { CalendarFaultError } from '@/lib/calendars/faults';
import type { OpenConnection } from '@/lib/calendars/port';
import { UncertainOutcome } from '@/lib/calendars/provider-http';
import type { EventType, EventTypeSource, EventTypesFacet } from '@/lib/calendars/provider-module';
import { apiKeyOf, type CalcomClient, dataOf, refusal } from './client';
import { eventTypeFromWire, isBookable } from './map';
import { listTeams } from './teams';
import { type WireEventType, wireEventType, wireEventTypes } from './wire';

/** An event type, and the team it belongs to. */
interface OwnedEventType {
  type: WireEventType;
  team: { id: number; name: string } | null;
}

/** The account's own event types and those of its teams (of one, when the connection is for one). */
export async function allEventTypes(client: CalcomClient, connection: OpenConnection): Promise<OwnedEventType[]> {
  const [ownAnswer, teams] = await Promise.all([
    list(client, connection, '/event-types'),
    listTeams(client, connection),
  ]);
  const own = dataOf(ownAnswer, wireEventTypes);
  const ofTeams = await Promise.all(
    teams.map(async (team) => {
      const answer = await list(client, connection, `/teams/${team.id}/event-types`);
      // Not every member may list what his team offers.
      if (!answer.ok && (answer.status === 403 || answer.status === 404)) return [];
      return dataOf(answer, wireEventTypes).map((type) => ({ type, team }));
    }),
  );
  return [...own.map((type) => ({ type, team: null })), ...ofTeams.flat()];
}

export function calcomEventTypes(client: CalcomClient): EventTypesFacet {
  return {
    async list(connection) {
      const all = await allEventTypes(client, connection);
      return all
        .filter(({ type }) => isBookable(type))
        .map(({ type, team }) => eventTypeFromWire(type, team?.name ?? null));
    },
    async create(connection, service) {
      const made = await create(client, connection, service).catch((error: unknown) => {
        if (error instanceof UncertainOutcome) return null;
        throw error;
      });
      const type = made ?? (await findBySlug(client, connection, service));
      if (type) return type;
      throw new CalendarFaultError('refused', 'the event type was not made');
    },
  };
}

function list(client: CalcomClient, connection: OpenConnection, path: string) {
  return client.ask(apiKeyOf(connection), { method: 'GET', path, version: 'eventTypes', repeatable: true });
}

/** Null when the slug is in use: perhaps by what an earlier request made. */
async function create(
  client: CalcomClient,
  connection: OpenConnection,
  service: EventTypeSource,
): Promise<EventType | null> {
  const { teamId } = connection.settings;
  const answer = await client.ask(apiKeyOf(connection), {
    method: 'POST',
    path: teamId ? `/teams/${encodeURIComponent(teamId)}/event-types` : '/event-types',
    json: {
      title: service.name,
      slug: service.slug,
      lengthInMinutes: service.durationMinutes,
      beforeEventBuffer: service.bufferBeforeMinutes,
      afterEventBuffer: service.bufferAfterMinutes,
      ...(teamId ? { schedulingType: 'roundRobin', assignAllTeamMembers: true } : {}),
    },
    version: 'eventTypes',
    repeatable: false,
  });
  if (answer.ok) return eventTypeFromWire(dataOf(answer, wireEventType), null);
  if (answer.status === 409 || (answer.status === 400 && /slug/i.test(answer.message))) return null;
  throw refusal(answer);
}

async function findBySlug(
  client: CalcomClient,
  connection: OpenConnection,
  { slug, durationMinutes }: EventTypeSource,
): Promise<EventType | null> {
  const { teamId } = connection.settings;
  const same = (await allEventTypes(client, connection)).find(
    ({ type, team }) =>
      type.slug === slug && type.lengthInMinutes === durationMinutes && (team ? String(team.id) : undefined) === teamId,
  );
  return same ? eventTypeFromWire(same.type, null) : null;
}
