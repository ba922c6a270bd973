import type { OpenConnection } from '@/lib/calendars/port';
import type { SubscriptionsFacet } from '@/lib/calendars/provider-module';
import type { ConnectionSubscription } from '@/lib/db/schema/calendars';
import { sha256 } from '@/lib/security/digest';
import { DAY_MS } from '@/lib/time/units';
import { dataOf, type GoogleClient, refusal } from './client';
import { calendarIdOf, eventsPath } from './map';
import { wireChannel } from './wire';

/** A channel that ends within this is replaced. */
const RENEW_BEFORE_MS = 2 * DAY_MS;
const TTL_SECONDS = 7 * 24 * 3600;

/**
 * The push channel of a calendar. Google has no renewal: a new channel is opened with the same token, and the old one is
 * stopped once the new one is there, so that both may call in between.
 */
export function googleChannels(client: GoogleClient): SubscriptionsFacet {
  return {
    async ensure(connection, current, { callbackUrl, secret, now }) {
      const checkedAt = now.toISOString();
      if (current && isGood(connection, current, now)) return { ...current, checkedAt };
      const token = current?.secret || secret;
      const id = channelIdOf(connection, secret);
      const answer = await client.ask(connection, {
        method: 'POST',
        path: `${eventsPath(calendarIdOf(connection))}/watch`,
        json: { id, type: 'web_hook', address: callbackUrl, token, params: { ttl: String(TTL_SECONDS) } },
        // The second time its id would not be new.
        repeatable: false,
      });
      // Google calls nobody whom it cannot reach over https; what changes is still read.
      if (!answer.ok && answer.status === 400) return { id: '', secret: token, checkedAt, state: 'missing' };
      const channel = dataOf(answer, wireChannel);
      if (current) await stop(client, connection, current).catch(() => undefined);
      return {
        id: channel.id,
        resourceId: channel.resourceId,
        secret: token,
        expiresAt: new Date(channel.expiration ? Number(channel.expiration) : now.getTime() + DAY_MS).toISOString(),
        checkedAt,
        state: 'active',
      };
    },
    remove: (connection, current) => stop(client, connection, current),
  };
}

function isGood(connection: OpenConnection, { state, id, expiresAt }: ConnectionSubscription, now: Date): boolean {
  const ends = expiresAt === undefined ? 0 : Date.parse(expiresAt);
  const isOfThisCalendar = id.startsWith(calendarMark(connection));
  return state === 'active' && isOfThisCalendar && ends - now.getTime() > RENEW_BEFORE_MS;
}

/** New for each channel, as Google wants it, and telling of the calendar it watches. */
function channelIdOf(connection: OpenConnection, secret: string): string {
  return `${calendarMark(connection)}${sha256(`channel:${connection.id}:${secret}`).slice(0, 32)}`;
}

function calendarMark(connection: OpenConnection): string {
  return `sl-${sha256(calendarIdOf(connection)).slice(0, 12)}-`;
}

/** One that is gone already counts as stopped. */
async function stop(
  client: GoogleClient,
  connection: OpenConnection,
  { id, resourceId }: ConnectionSubscription,
): Promise<void> {
  if (id === '' || !resourceId) return;
  const answer = await client.ask(connection, {
    method: 'POST',
    path: '/channels/stop',
    json: { id, resourceId },
    repeatable: true,
  });
  if (!answer.ok && answer.status !== 404) throw refusal(answer);
}
