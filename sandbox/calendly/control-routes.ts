import { z } from 'zod';
import { type Answer, json } from '@/sandbox/provider-kit/answer';
import { type Call, Router } from '@/sandbox/provider-kit/router';
import type { CalendlyControl } from './calendly-control';
import { Refusal } from './refusal';

const instant = z.iso.datetime({ offset: true }).transform((text) => new Date(text));
const who = { email: z.email().optional(), name: z.string().optional() };
const user = z.strictObject({ user: z.string().optional() });

/** The control over HTTP: what people do at Calendly, and what can be broken. */
export function controlRoutes(control: () => CalendlyControl): Router {
  const at = '/_control';
  return new Router()
    .on('POST', `${at}/bookings`, 'book', (call) =>
      done(call, z.strictObject({ event_type: z.string(), start: instant, ...who }), ({ event_type, ...given }) => {
        const { uuid, meetingId } = control().book(event_type, given);
        return { invitee: uuid, meeting: meetingId };
      }),
    )
    .on('POST', `${at}/bookings/:id/cancel`, 'cancel', (call) =>
      done(
        call,
        z.strictObject({ by: z.enum(['host', 'invitee']).default('invitee'), reason: z.string().optional() }),
        ({ by, reason }) => control().cancel(idOf(call), by, reason),
      ),
    )
    .on('POST', `${at}/bookings/:id/reschedule`, 'reschedule', (call) =>
      done(call, z.strictObject({ start: instant }), ({ start }) => {
        const { uuid, meetingId } = control().reschedule(idOf(call), start);
        return { invitee: uuid, meeting: meetingId };
      }),
    )
    .on('POST', `${at}/bookings/:id/no-show`, 'no-show', (call) =>
      done(call, z.strictObject({ marked: z.boolean().default(true) }), ({ marked }) =>
        control().markNoShow(idOf(call), marked),
      ),
    )
    .on('POST', `${at}/event-types/:id`, 'change-event-type', (call) =>
      done(
        call,
        z.strictObject({ active: z.boolean().optional(), isPaid: z.boolean().optional(), name: z.string().optional() }),
        (changes) => control().changeEventType(idOf(call), changes),
      ),
    )
    .on('DELETE', `${at}/event-types/:id`, 'delete-event-type', (call) =>
      done(call, z.unknown(), () => control().deleteEventType(idOf(call))),
    )
    .on('POST', `${at}/users/:id`, 'change-user', (call) =>
      done(call, z.strictObject({ plan: z.enum(['enterprise', 'paid', 'trial', 'free', 'without_api']) }), (changes) =>
        control().changeUser(idOf(call), changes),
      ),
    )
    .on('POST', `${at}/revoke-grants`, 'revoke-grants', (call) =>
      done(call, user, (given) => control().revokeGrants(given.user)),
    )
    .on('POST', `${at}/expire-tokens`, 'expire-tokens', (call) =>
      done(call, z.unknown(), () => control().expireTokens()),
    )
    .on('POST', `${at}/subscriptions/:id/disable`, 'disable', (call) =>
      done(call, z.unknown(), () => control().disableSubscription(idOf(call))),
    )
    .on('GET', `${at}/deliveries`, 'deliveries', () => json(200, { deliveries: control().deliveries() }))
    .on('GET', `${at}/idle`, 'idle', async () => {
      await control().idle();
      return json(200, { ok: true });
    });
}

function idOf({ params }: Call): string {
  return params.id ?? '';
}

function done<Schema extends z.ZodType>(
  { request }: Call,
  schema: Schema,
  act: (given: z.infer<Schema>) => unknown,
): Answer {
  const parsed = schema.safeParse(request.json ?? {});
  if (!parsed.success) return json(400, { ok: false, message: z.prettifyError(parsed.error) });
  try {
    const result = act(parsed.data);
    return json(200, { ok: true, ...(typeof result === 'object' ? result : {}) });
  } catch (error) {
    if (error instanceof Refusal) return json(error.status, { ok: false, message: error.message, ...error.more });
    throw error;
  }
}
