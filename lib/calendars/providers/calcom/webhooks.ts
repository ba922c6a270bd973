import type { OpenConnection } from '@/lib/calendars/port';
import type { SubscriptionsFacet } from '@/lib/calendars/provider-module';
import type { ConnectionSubscription } from '@/lib/db/schema/calendars';
import { apiKeyOf, type CalcomAnswer, type CalcomClient, dataOf, refusal } from './client';
import { allEventTypes } from './event-types';
import { wireWebhook, wireWebhooks } from './wire';

/** The events we subscribe to. */
const TRIGGERS = [
  'BOOKING_CREATED',
  'BOOKING_REQUESTED',
  'BOOKING_REJECTED',
  'BOOKING_RESCHEDULED',
  'BOOKING_CANCELLED',
  'BOOKING_NO_SHOW_UPDATED',
  'MEETING_STARTED',
  'MEETING_ENDED',
];

/**
 * Our subscription at Cal.com. One of the account tells of its own event types only, so a team's type has one of its
 * own; where it is kept is remembered as `resourceId`.
 */
export function calcomWebhooks(client: CalcomClient): SubscriptionsFacet {
  return {
    async ensure(connection, current, { callbackUrl, secret, now }) {
      const scope = await scopeOf(client, connection);
      if (current?.resourceId && current.resourceId !== scope) await remove(client, connection, current);
      const secretNow = current?.secret || secret;
      const wanted = { active: true, subscriberUrl: callbackUrl, triggers: TRIGGERS, secret: secretNow };
      const existing = (await list(client, connection, scope)).find((one) => one.subscriberUrl === callbackUrl);
      const checked = { resourceId: scope, secret: secretNow, checkedAt: now.toISOString() };
      if (existing && isAsWanted(existing, secretNow)) return { ...checked, id: existing.id, state: 'active' };
      const answer = existing
        ? await write(client, connection, 'PATCH', `${scope}/${encodeURIComponent(existing.id)}`, wanted)
        : await write(client, connection, 'POST', scope, wanted);
      if (answer.ok) return { ...checked, id: dataOf(answer, wireWebhook).id, state: 'active' };
      if (answer.status === 409) return adopt(client, connection, scope, wanted, checked);
      // Cal.com tells nobody whom it cannot reach from the internet; what changes is still read.
      if (answer.status === 400) return { ...checked, id: '', state: 'missing' };
      throw refusal(answer);
    },
    remove: (connection, current) => remove(client, connection, current),
  };
}

/** Somebody made it in between. */
async function adopt(
  client: CalcomClient,
  connection: OpenConnection,
  scope: string,
  wanted: object & { subscriberUrl: string },
  checked: Omit<ConnectionSubscription, 'id' | 'state'>,
): Promise<ConnectionSubscription> {
  const theirs = (await list(client, connection, scope)).find((one) => one.subscriberUrl === wanted.subscriberUrl);
  if (!theirs) return { ...checked, id: '', state: 'missing' };
  const answer = await write(client, connection, 'PATCH', `${scope}/${encodeURIComponent(theirs.id)}`, wanted);
  return { ...checked, id: dataOf(answer, wireWebhook).id, state: 'active' };
}

function isAsWanted(
  webhook: { active: boolean; triggers?: string[] | null; secret?: string | null },
  secret: string,
): boolean {
  const { active, triggers } = webhook;
  return active && webhook.secret === secret && TRIGGERS.every((trigger) => triggers?.includes(trigger));
}

/** One that is gone already counts as removed. */
async function remove(
  client: CalcomClient,
  connection: OpenConnection,
  { id, resourceId }: ConnectionSubscription,
): Promise<void> {
  if (id === '') return;
  const path = `${resourceId ?? '/webhooks'}/${encodeURIComponent(id)}`;
  const answer = await client.ask(apiKeyOf(connection), { method: 'DELETE', path, repeatable: true });
  if (!answer.ok && answer.status !== 404) throw refusal(answer);
}

async function scopeOf(client: CalcomClient, connection: OpenConnection): Promise<string> {
  const { eventTypeId } = connection.settings;
  if (!eventTypeId) return '/webhooks';
  const chosen = (await allEventTypes(client, connection)).find(({ type }) => String(type.id) === eventTypeId);
  return chosen?.team ? `/teams/${chosen.team.id}/event-types/${chosen.type.id}/webhooks` : '/webhooks';
}

async function list(client: CalcomClient, connection: OpenConnection, path: string) {
  const answer = await client.ask(apiKeyOf(connection), { method: 'GET', path, repeatable: true });
  return dataOf(answer, wireWebhooks);
}

/** Repeatable: a second create is refused for the address, and an update is the same twice. */
function write(
  client: CalcomClient,
  connection: OpenConnection,
  method: 'POST' | 'PATCH',
  path: string,
  json: object,
): Promise<CalcomAnswer> {
  return client.ask(apiKeyOf(connection), { method, path, json, repeatable: true });
}
