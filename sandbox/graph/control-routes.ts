import { z } from 'zod';
import { type Answer, json } from '@/sandbox/provider-kit/answer';
import { type Call, Router } from '@/sandbox/provider-kit/router';
import type { GraphControl } from './graph-control';
import { DEFAULT_CALENDAR } from './world';

const span = { start: z.coerce.date(), end: z.coerce.date() };
const addInput = z.object({ accountId: z.string(), calendarId: z.string().default(DEFAULT_CALENDAR), ...span });
const moveInput = z.object({ id: z.string(), ...span });
const idInput = z.object({ id: z.string() });
const accountInput = z.object({ accountId: z.string().optional() });
const lifecycleInput = z.object({ event: z.enum(['reauthorizationRequired', 'subscriptionRemoved', 'missed']) });

/** The control over HTTP, beyond what every simulator has. */
export function controlRoutes(control: () => GraphControl): Router {
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
      act(addInput, (draft) => ({ id: control().addEvent(draft) })),
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
      act(accountInput, ({ accountId }) => void control().revokeGrants(accountId)),
    )
    .on(
      'POST',
      '/_control/restore-grants',
      'restore',
      act(accountInput, ({ accountId }) => void control().restoreGrants(accountId)),
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
      '/_control/forget-delta-links',
      'forget-delta',
      act(nothing, () => void control().forgetDeltaLinks()),
    )
    .on(
      'POST',
      '/_control/lifecycle',
      'lifecycle',
      act(lifecycleInput, ({ event }) => void control().sendLifecycle(event)),
    );
}
