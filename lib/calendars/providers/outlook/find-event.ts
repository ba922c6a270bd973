import type { OpenConnection } from '@/lib/calendars/port';
import { dataOf, type GraphClient } from './client';
import { eventPath, KEY_PROPERTY } from './map';
import { type WireEvent, wireEvent, wireEvents } from './wire';

const MEMBERS = 'id,start,end,showAs,isCancelled,isOnlineMeeting,onlineMeeting,webLink';

/** The live event that was made with a key, wherever it was moved to; null when there is none. */
export async function findEvent(
  client: GraphClient,
  connection: OpenConnection,
  key: string,
): Promise<WireEvent | null> {
  const value = key.replaceAll("'", "''");
  const answer = await client.ask(connection, {
    method: 'GET',
    path: '/me/events',
    query: {
      $filter: `singleValueExtendedProperties/Any(ep: ep/id eq '${KEY_PROPERTY}' and ep/value eq '${value}')`,
      $select: MEMBERS,
    },
    repeatable: true,
  });
  return dataOf(answer, wireEvents).value.find(({ isCancelled }) => !isCancelled) ?? null;
}

/** An event by its id; null when it was deleted. */
export async function readEvent(
  client: GraphClient,
  connection: OpenConnection,
  id: string,
): Promise<WireEvent | null> {
  const answer = await client.ask(connection, {
    method: 'GET',
    path: eventPath(id),
    query: { $select: MEMBERS },
    repeatable: true,
  });
  if (!answer.ok && answer.status === 404) return null;
  return dataOf(answer, wireEvent);
}
