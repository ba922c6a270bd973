import type { OpenConnection } from '@/lib/calendars/port';
import type { HostsFacet, ProviderHost } from '@/lib/calendars/provider-module';
import { apiKeyOf, type CalcomClient, dataOf } from './client';
import { listTeams } from './teams';
import { wireMe, wireMemberships } from './wire';

/** The account itself and the accepted members of its teams, each once. */
export function calcomHosts(client: CalcomClient): HostsFacet {
  return {
    async list(connection) {
      const me = dataOf(await get(client, connection, '/me'), wireMe);
      const hosts = new Map<string, ProviderHost>();
      const add = (id: number, name: string | null | undefined, email: string) =>
        hosts.set(String(id), { id: String(id), name: name || email, email });
      add(me.id, me.name, me.email);
      for (const team of await listTeams(client, connection)) {
        const answer = await get(client, connection, `/teams/${team.id}/memberships`);
        // Not every member may see who else is in his team.
        if (!answer.ok && answer.status === 403) continue;
        for (const { userId, accepted, user } of dataOf(answer, wireMemberships))
          if (accepted) add(userId, user.name ?? user.username, user.email);
      }
      return [...hosts.values()];
    },
  };
}

function get(client: CalcomClient, connection: OpenConnection, path: string) {
  return client.ask(apiKeyOf(connection), { method: 'GET', path, repeatable: true });
}
