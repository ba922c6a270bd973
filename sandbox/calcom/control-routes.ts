import { z } from 'zod';
import { json } from '@/sandbox/provider-kit/answer';
import { Router } from '@/sandbox/provider-kit/router';
import type { CalcomControl } from './control';

const busyInput = z.object({ userId: z.number(), start: z.coerce.date(), end: z.coerce.date() });
const keyInput = z.object({ apiKey: z.string() });
const sendInput = z.object({
  trigger: z.enum([
    'BOOKING_CREATED',
    'BOOKING_REQUESTED',
    'BOOKING_RESCHEDULED',
    'BOOKING_CANCELLED',
    'BOOKING_REJECTED',
    'BOOKING_REASSIGNED',
  ]),
  uid: z.string(),
  more: z.record(z.string(), z.unknown()).optional(),
});

/** The control over HTTP, beyond what every simulator has. */
export function controlRoutes(control: () => CalcomControl): Router {
  const ok = () => json(200, { ok: true });
  return new Router()
    .on('GET', '/_control/deliveries', 'deliveries', () => json(200, { deliveries: control().deliveries() }))
    .on('POST', '/_control/busy', 'busy', ({ request }) => {
      const parsed = busyInput.safeParse(request.json);
      if (!parsed.success) return json(400, { ok: false, message: 'userId, start, end' });
      control().addBusy(parsed.data.userId, parsed.data.start, parsed.data.end);
      return ok();
    })
    .on('POST', '/_control/revoke-key', 'revoke-key', ({ request }) => {
      const parsed = keyInput.safeParse(request.json);
      if (!parsed.success) return json(400, { ok: false, message: 'apiKey' });
      control().revokeKey(parsed.data.apiKey);
      return ok();
    })
    .on('DELETE', '/_control/event-types/:id', 'delete-event-type', ({ params }) => {
      control().deleteEventType(Number(params.id));
      return ok();
    })
    .on('POST', '/_control/send', 'send', ({ request }) => {
      const parsed = sendInput.safeParse(request.json);
      if (!parsed.success) return json(400, { ok: false, message: 'trigger, uid, more' });
      control().send(parsed.data.trigger, parsed.data.uid, parsed.data.more);
      return ok();
    })
    .on('POST', '/_control/due-meetings', 'due-meetings', () => {
      control().tellDueMeetings();
      return ok();
    });
}
