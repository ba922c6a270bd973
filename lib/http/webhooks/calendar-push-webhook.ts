import { connectionOf, isPushOf, notificationsOf, receivePush } from '@/lib/calendars/inbound/calendar-push';
import type { CalendarProviderName } from '@/lib/db/schema/calendars';
import { runJobsSoon } from '@/lib/wiring/follow-up';
import { acceptedResponse } from './accepted-response';
import { defineWebhook } from './define-webhook';
import type { RawDelivery } from './raw-delivery';

/**
 * An endpoint to which a calendar provider posts notifications that something changed. The changes are read from the
 * provider after the response.
 * @param name the provider as the address spells it
 */
export function defineCalendarPush(provider: CalendarProviderName, name: string) {
  const connectionIdOf = ({ params }: RawDelivery) => params.connection ?? '';
  return defineWebhook({
    route: `/api/webhooks/${name}/[connection]`,
    provider: name,
    async greeting(delivery, { calendars, db }) {
      const text = notificationsOf(calendars, provider).challenge(delivery.query);
      if (text === null) return null;
      await connectionOf(db, connectionIdOf(delivery), provider);
      return new Response(text, {
        headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' },
      });
    },
    owner: (delivery, { db }) => connectionOf(db, connectionIdOf(delivery), provider),
    read(delivery, { calendars }) {
      const connectionId = connectionIdOf(delivery);
      return { ...notificationsOf(calendars, provider).read(delivery, connectionId), provider, connectionId };
    },
    verifyReport: (push, deps) => isPushOf(deps, push),
    event: ({ event }) => event,
    perform: receivePush,
    answersRepeats: ({ repeatsAreNews }) => repeatsAreNews,
    answer: acceptedResponse,
    afterwards: (_, { status }) => (status === 'processed' ? runJobsSoon : null),
  });
}
