import { lockCall } from '@/lib/calls/record/require-call';
import { AppError } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { isClosedTo } from './qa-rules';

/**
 * The call, locked, if its record is still open to this person.
 * @throws AppError `not_found`, `outcome_already_declared`
 */
export async function requireOpenRecord(ctx: Pick<CommandContext, 'db' | 'org' | 'actor'>, callId: string) {
  const call = await lockCall(ctx, callId);
  if (isClosedTo(ctx.actor, call))
    throw new AppError(
      'outcome_already_declared',
      'The outcome was declared, which closes the record of a call under the quality rules. An admin can correct it.',
    );
  return call;
}
