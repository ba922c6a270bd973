import { z } from 'zod';
import { type Answer, json } from '@/sandbox/provider-kit/answer';
import { type Call, Router } from '@/sandbox/provider-kit/router';
import type { GoogleControl } from './google-control';

const addInput = z.object({ calendarId: z.string(), start: z.coerce.date(), end: z.coerce.date() });
const moveInput = z.object({ id: z.string(), start: z.coerce.date(), end: z.coerce.date() });
const idInput = z.object({ id: z.string() });
const emailInput = z.object({ email: z.string().optional() });

/** The control over HTTP, beyond what every simulator has. */
export function controlRoutes(control: () => GoogleControl): Router {
  const act =
    <Schema extends z.ZodType>(schema: Schema, work: (input: z.infer<Schema>) => object | undefined) =>
    ({ request }: Call): Answer => {
      const parsed = schema.safeParse(request.json ?? {});
      if (!parsed.success) return json(400, { ok: false, message: parsed.error.issues[0]?.message });
      return json(200, { ok: true, ...work(parsed.data) });
    };
  const nothing = z.object({});
  return new Router()
    .on('GET', '/_control/deliveries', 'deliveries', () => json(200, { deliveries: control().deliveries() }))
    .on(
      'POST',
      '/_control/events',
      'add',
      act(addInput, ({ calendarId, start, end }) => ({ id: control().addEvent(calendarId, start, end) })),
    )
    .on(
      'POST',
      '/_control/move-event',
      'move',
      act(moveInput, ({ id, start, end }) => void control().moveEvent(id, start, end)),
    )
    .on(
      'POST',
      '/_control/delete-event',
      'delete',
      act(idInput, ({ id }) => void control().deleteEvent(id)),
    )
    .on(
      'POST',
      '/_control/revoke-grants',
      'revoke',
      act(emailInput, ({ email }) => void control().revokeGrants(email)),
    )
    .on(
      'POST',
      '/_control/restore-grants',
      'restore',
      act(emailInput, ({ email }) => void control().restoreGrants(email)),
    )
    .on(
      'POST',
      '/_control/end-access-tokens',
      'end-access',
      act(nothing, () => void control().endAccessTokens()),
    )
    .on(
      'POST',
      '/_control/end-refresh-tokens',
      'end-refresh',
      act(nothing, () => void control().endRefreshTokens()),
    )
    .on(
      'POST',
      '/_control/forget-sync-tokens',
      'forget-sync',
      act(nothing, () => void control().forgetSyncTokens()),
    );
}
