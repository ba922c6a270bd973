import { z } from 'zod';
import type { ExternalFact } from '@/lib/calendars/inbound/external-state';
import { parseStorable } from '@/lib/calendars/inbound/parse-storable';
import type { AttendanceReport, WebhookReading } from '@/lib/calendars/inbound/webhook-reading';
import { AppError } from '@/lib/core/errors';
import { MOVED_REASON } from './bookings';
import { factOf, wireWebhookInvitee } from './invitee-fact';
import { instantOf } from './map';

const wireEnvelope = z.looseObject({
  event: z.string().min(1).max(100),
  created_at: z.string(),
  created_by: z.string().nullish().catch(null),
  payload: z.looseObject({ uri: z.string().nullish().catch(null) }),
});

const INVITEE_EVENTS: ReadonlySet<string> = new Set([
  'invitee.created',
  'invitee.canceled',
  'invitee_no_show.created',
  'invitee_no_show.deleted',
]);

/**
 * Reads a delivery of Calendly. A booking is one invitee: an event may have several. Pure: the same text reads the same.
 * @throws AppError `unreadable_body`
 */
export function readCalendlyWebhook(text: string): WebhookReading {
  const body = parse(text);
  const { event: kind, payload } = body;
  const occurredAt = new Date(body.created_at);
  const reading = {
    kind,
    occurredAt: Number.isNaN(occurredAt.getTime()) ? null : occurredAt,
    externalId: payload.uri ?? null,
    externalNumber: null,
  };
  const account = { ids: body.created_by ? [body.created_by] : [], emails: [], eventTypes: [] };
  if (!INVITEE_EVENTS.has(kind))
    return {
      ...reading,
      dedupeKey: `${kind} ${payload.uri ?? ''} ${body.created_at}`,
      account,
      facts: [],
      attendance: [],
      ignored: kind,
    };
  const read = wireWebhookInvitee.safeParse(payload);
  if (!read.success) throw unreadable();
  const invitee = read.data;
  const event = invitee.scheduled_event;
  const facts: ExternalFact[] = event && invitee.cancellation?.reason !== MOVED_REASON ? [factOf(invitee, event)] : [];
  return {
    ...reading,
    externalId: invitee.uri,
    dedupeKey: dedupeKeyOf(kind, invitee, body.created_at),
    account: {
      ids: [...account.ids, ...(event?.event_memberships ?? []).map(({ user }) => user)],
      emails: [],
      eventTypes: event?.event_type ? [event.event_type] : [],
    },
    facts,
    attendance: attendanceOf(kind, invitee, occurredAt),
    ignored: facts.length > 0 ? null : event ? 'own_move' : 'no_scheduled_event',
  };
}

function parse(text: string): z.infer<typeof wireEnvelope> {
  try {
    const body = wireEnvelope.safeParse(parseStorable(text));
    if (body.success) return body.data;
  } catch {
    throw unreadable();
  }
  throw unreadable();
}

function unreadable(): AppError {
  return new AppError('unreadable_body', 'This is not a webhook in the format that Calendly documents.');
}

/** Never by the scheduled event: a group's second invitee would be lost. A mark can be cleared many times. */
function dedupeKeyOf(kind: string, invitee: z.infer<typeof wireWebhookInvitee>, createdAt: string): string {
  if (kind === 'invitee_no_show.created') return `${kind} ${invitee.uri} ${invitee.no_show?.uri ?? createdAt}`;
  return kind === 'invitee_no_show.deleted' ? `${kind} ${invitee.uri} ${createdAt}` : `${kind} ${invitee.uri}`;
}

function attendanceOf(
  kind: string,
  { email, no_show, scheduled_event }: z.infer<typeof wireWebhookInvitee>,
  occurredAt: Date,
): AttendanceReport[] {
  const at = (no_show?.created_at ? new Date(no_show.created_at) : occurredAt).toISOString();
  const occasion = scheduled_event ? instantOf(scheduled_event.start_time).toISOString() : null;
  if (kind === 'invitee_no_show.created') return [{ kind: 'no_show_marked', attendeeEmail: email, at, occasion }];
  if (kind === 'invitee_no_show.deleted')
    return [{ kind: 'no_show_unmarked', attendeeEmail: email, at: occurredAt.toISOString(), occasion }];
  return [];
}
