import { and, eq, isNotNull } from 'drizzle-orm';
import { AppError } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { webhookEvents } from '@/lib/db/schema/webhooks';
import { type InboxContext, interpretEvent } from './interpret-event';
import { requireWebhookEvent } from './queries';

/**
 * Interprets a delivery once more, as it was kept: what it says is set, never toggled, so it may be repeated. A dead one
 * has all its tries again. @throws AppError `not_found`; `conflict` for one that is kept without its body
 */
export async function replayEvent(ctx: CommandContext, inbox: InboxContext, id: string) {
  const event = await requireWebhookEvent(ctx, id);
  if (event.body === null || event.status === 'missing')
    throw new AppError(
      'conflict',
      'There is nothing to replay: this event was never delivered, or its body is no longer stored.',
    );
  await ctx.db
    .update(webhookEvents)
    .set({ status: 'received', attempts: 0, error: null, why: null, settledAt: null, nextAttemptAt: ctx.now })
    .where(and(eq(webhookEvents.organizationId, ctx.org), eq(webhookEvents.id, id), isNotNull(webhookEvents.body)));
  await interpretEvent(inbox, id);
  const { body: _body, payload: _payload, headers: _headers, ...after } = await requireWebhookEvent(ctx, id);
  return after;
}
