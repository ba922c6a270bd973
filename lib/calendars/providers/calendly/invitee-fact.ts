import { z } from 'zod';
import { companyOfAnswers } from '@/lib/calendars/inbound/company-of-answers';
import type { ExternalFact } from '@/lib/calendars/inbound/external-state';
import { joinUrlOf } from './map';
import { wireInvitee, wireScheduledEvent } from './wire';

/** An event as webhooks and lists tell of it. */
export const wireWebhookEvent = wireScheduledEvent.extend({
  name: z.string().nullish(),
  created_at: z.string().nullish(),
  event_memberships: z
    .array(z.object({ user: z.string(), user_email: z.string().nullish() }))
    .nullish()
    .catch(null),
});
export type WireWebhookEvent = z.infer<typeof wireWebhookEvent>;

/** An invitee as webhooks tell of it, with its event in it. */
export const wireWebhookInvitee = wireInvitee.extend({
  created_at: z.string().nullish(),
  updated_at: z.string().nullish(),
  no_show: z.object({ uri: z.string(), created_at: z.string().nullish() }).nullish(),
  scheduled_event: wireWebhookEvent.nullish(),
});
type WireWebhookInvitee = z.infer<typeof wireWebhookInvitee>;

/** Questions that ask for a number, in whatever words. */
const ASKS_FOR_PHONE = /phone|mobile|tel(efon|éfono|ephone)?\b|handy|number to call/i;

/** What an invitee with its event says, whether it came by webhook or from the list. */
export function factOf(invitee: WireWebhookInvitee, event: WireWebhookEvent): ExternalFact {
  const gone = invitee.status !== 'active' || event.status === 'canceled';
  const ourId = invitee.tracking?.utm_content;
  const [host] = event.event_memberships ?? [];
  const told = Math.max(timeOf(invitee.updated_at), timeOf(event.updated_at), timeOf(invitee.created_at));
  return {
    externalId: invitee.uri,
    life: gone ? 'cancelled' : 'accepted',
    at: told,
    sequence: 0,
    ...(invitee.old_invitee ? { movedFrom: invitee.old_invitee } : {}),
    ...(invitee.new_invitee ? { movedTo: invitee.new_invitee } : {}),
    ...(ourId?.startsWith('bk_') ? { ourId } : {}),
    details: {
      start: new Date(event.start_time).toISOString(),
      end: new Date(event.end_time).toISOString(),
      title: event.name ?? 'Calendly booking',
      description: null,
      timeZone: invitee.timezone ?? null,
      host: { id: host?.user ?? null, email: host?.user_email ?? null },
      people: [
        {
          name: invitee.name || invitee.email,
          email: invitee.email,
          phone: phoneOf(invitee, event),
          timeZone: invitee.timezone ?? null,
          ...companyOf(invitee),
        },
      ],
      joinUrl: joinUrlOf(event),
      url: invitee.reschedule_url ?? null,
    },
  };
}

function phoneOf(invitee: WireWebhookInvitee, { location }: WireWebhookEvent): string | null {
  const answered = invitee.questions_and_answers?.find(({ question }) => ASKS_FOR_PHONE.test(question))?.answer;
  const called = location?.type === 'outbound_call' ? location.location : null;
  return invitee.text_reminder_number ?? called ?? answered ?? null;
}

function companyOf({ questions_and_answers }: WireWebhookInvitee): { company?: string } {
  const asked = (questions_and_answers ?? []).map(({ question, answer }) => ({ questions: [question], answer }));
  const company = companyOfAnswers(asked);
  return company === null ? {} : { company };
}

function timeOf(text: string | null | undefined): number {
  const time = text ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? 0 : time;
}
