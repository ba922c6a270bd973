import type { OpenConnection } from '@/lib/calendars/port';
import type { SubscriptionsFacet } from '@/lib/calendars/provider-module';
import type { ConnectionSubscription } from '@/lib/db/schema/calendars';
import { MINUTE_MS } from '@/lib/time/units';
import { dataOf, type GraphClient, refusal } from './client';
import { calendarPath } from './map';
import { wireSubscription } from './wire';

/** A little less than the seven days that Graph grants at most. */
const LIFETIME_MS = 10_000 * MINUTE_MS;

/** The subscription of a calendar's changes; every check renews it, and one that is gone is created again. */
export function outlookSubscriptions(client: GraphClient): SubscriptionsFacet {
  return {
    async ensure(connection, current, { callbackUrl, secret, now }) {
      const resource = resourceOf(connection);
      const kept = { checkedAt: now.toISOString(), resourceId: resource };
      const expirationDateTime = new Date(now.getTime() + LIFETIME_MS).toISOString();
      if (current?.id && current.resourceId === resource) {
        const renewed = await client.ask(connection, {
          method: 'PATCH',
          path: subscriptionPath(current.id),
          json: { expirationDateTime },
          repeatable: true,
        });
        if (renewed.ok) {
          const { id, expirationDateTime: ends } = dataOf(renewed, wireSubscription);
          return { ...kept, id, secret: current.secret, expiresAt: new Date(ends).toISOString(), state: 'active' };
        }
        if (renewed.status !== 404) throw refusal(renewed);
      }
      const answer = await client.ask(connection, {
        method: 'POST',
        path: '/subscriptions',
        json: {
          changeType: 'created,updated,deleted',
          notificationUrl: callbackUrl,
          lifecycleNotificationUrl: callbackUrl,
          resource,
          expirationDateTime,
          clientState: secret,
        },
        repeatable: false,
      });
      // Graph tells nobody whom it cannot reach from the internet; what changes is still read.
      if (!answer.ok && answer.status === 400) return { ...kept, id: '', secret, state: 'missing' };
      const made = dataOf(answer, wireSubscription);
      if (current) await remove(client, connection, current).catch(() => undefined);
      return {
        ...kept,
        id: made.id,
        secret,
        expiresAt: new Date(made.expirationDateTime).toISOString(),
        state: 'active',
      };
    },
    remove: (connection, current) => remove(client, connection, current),
  };
}

function resourceOf(connection: OpenConnection): string {
  return `${calendarPath(connection).slice(1)}/events`;
}

function subscriptionPath(id: string): string {
  return `/subscriptions/${encodeURIComponent(id)}`;
}

/** One that is gone already counts as removed. */
async function remove(client: GraphClient, connection: OpenConnection, { id }: ConnectionSubscription): Promise<void> {
  if (id === '') return;
  const answer = await client.ask(connection, { method: 'DELETE', path: subscriptionPath(id), repeatable: true });
  if (!answer.ok && answer.status !== 404) throw refusal(answer);
}
