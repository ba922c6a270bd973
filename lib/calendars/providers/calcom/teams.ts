import type { OpenConnection } from '@/lib/calendars/port';
import { apiKeyOf, type CalcomClient, dataOf } from './client';
import { wireTeams } from './wire';

/** The teams of the account; only the one that the connection is for, if it names one. */
export async function listTeams(
  client: CalcomClient,
  connection: OpenConnection,
): Promise<{ id: number; name: string }[]> {
  const answer = await client.ask(apiKeyOf(connection), { method: 'GET', path: '/teams', repeatable: true });
  const { teamId } = connection.settings;
  return dataOf(answer, wireTeams).filter(({ id }) => teamId === undefined || String(id) === teamId);
}
