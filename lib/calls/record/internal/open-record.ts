import { lockCall } from '@/lib/calls/record/require-call';
import { AppError } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { isClosedTo } from './qa-rules';

/**
 * Locks the call if this person may still change its record.
 * @throws AppError `not_found`, `outcome_already_declared`
 */
export async function requireOpenRecord(ctx: Pick<CommandContext, 'db' | 'org' | 'actor'>, callId: string) {
  const call = await lockCall(ctx, callId);
  if (isClosedTo(ctx.actor, call))
    throw new AppError(
      'outcome_already_declared',
      'QA mode locks this call once its outcome is logged. Ask an admin to change it.',
    );
  return call;
}
