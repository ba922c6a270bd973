import { type CalendarPush, connectionOf, isPushOf, receivePush } from '@/lib/calendars/inbound/calendar-push';
import type { CalendarProviderName } from '@/lib/db/schema/calendars';
import type { Deps } from '@/lib/wiring/deps';
import { drainSoon } from '@/lib/wiring/drain-soon';
import { acceptedResponse } from './accepted-response';
import { defineWebhook, type InboxEvent } from './define-webhook';
import type { RawDelivery } from './raw-delivery';

/** A notification as it was read: what it says, and how the inbox keeps it. */
export type PushReport = Pick<CalendarPush, 'secrets' | 'isNews' | 'subscriptionEnds'> & { event: InboxEvent };

interface CalendarPushWebhook {
  /** As the address spells the provider. */
  name: string;
  provider: CalendarProviderName;
  /** @throws AppError `unreadable_body` */
  read(delivery: RawDelivery): PushReport;
  /** The plain text that proves the address when a subscription is made; null for a notification. */
  proof?(delivery: RawDelivery): string | null;
  answersRepeats?: boolean;
}

/**
 * An endpoint to which a calendar's provider tells that something changed. What changed is read afterwards, from the
 * provider itself: the answer does not wait for it.
 */
export function defineCalendarPush({ name, provider, read, proof, answersRepeats }: CalendarPushWebhook) {
  const pushOf = (delivery: RawDelivery, report: PushReport): CalendarPush => ({
    ...report,
    provider,
    connectionId: delivery.params.connection ?? '',
  });
  return defineWebhook<CalendarPush & PushReport, Awaited<ReturnType<typeof receivePush>>>({
    route: `/api/webhooks/${name}/[connection]`,
    provider: name,
    async greeting(delivery, deps) {
      const text = proof?.(delivery) ?? null;
      if (text === null) return null;
      await connectionOf(deps.db, delivery.params.connection ?? '', provider);
      return new Response(text, {
        headers: { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' },
      });
    },
    owner: ({ params }, { db }: Deps) => connectionOf(db, params.connection ?? '', provider),
    verify: (delivery, deps: Deps) => isPushOf(deps, pushOf(delivery, read(delivery))),
    read(delivery) {
      const report = read(delivery);
      return { ...report, ...pushOf(delivery, report) };
    },
    event: ({ event }) => event,
    perform: receivePush,
    answersRepeats,
    answer: acceptedResponse,
    afterwards: (_, { status }) => (status === 'processed' ? (deps) => drainSoon(deps) : null),
  });
}
