import type { OpenConnection } from '@/lib/calendars/port';
import { dataOf, type GoogleClient } from './client';
import { type EventPlace, eventPath } from './map';
import { type WireEvent, wireEvent } from './wire';

/** An event by its address, also a deleted one; null when Google does not know it (any more). */
export async function readEvent(
  client: GoogleClient,
  connection: OpenConnection,
  place: EventPlace,
): Promise<WireEvent | null> {
  const answer = await client.ask(connection, { method: 'GET', path: eventPath(place), repeatable: true });
  if (!answer.ok && (answer.status === 404 || answer.status === 410)) return null;
  return dataOf(answer, wireEvent);
}
