import { and, eq } from 'drizzle-orm';
import { requireOpenRecord } from '@/lib/calls/record/internal/open-record';
import { userOf } from '@/lib/calls/record/internal/user-of';
import type { CallDetails } from '@/lib/contracts/calls';
import { AppError } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { callConfirmations, voiceConfigs } from '@/lib/db/schema/calls';
import { getCall } from './get-call';

/**
 * Notes that a prompt was said. Doing it twice keeps the first.
 * @throws AppError `not_found`, `validation_failed` for an unknown prompt, `outcome_already_declared` once QA closed the record
 */
export async function tickConfirmation(ctx: CommandContext, callId: string, key: string): Promise<CallDetails> {
  await ctx.db.transaction(async (tx) => {
    const call = await requireOpenRecord({ ...ctx, db: tx }, callId);
    const [config] = await tx
      .select({ prompts: voiceConfigs.confirmationPrompts })
      .from(voiceConfigs)
      .where(eq(voiceConfigs.organizationId, ctx.org));
    const prompt = config?.prompts.find((candidate) => candidate.key === key);
    if (!prompt)
      throw new AppError('validation_failed', 'There is no such prompt.', {
        fields: [{ field: 'key', message: 'is not one of the configured prompts' }],
      });
    await tx
      .insert(callConfirmations)
      .values({
        id: ctx.ids.make('confirmation'),
        organizationId: ctx.org,
        callId: call.id,
        promptKey: prompt.key,
        promptText: prompt.text,
        confirmedBy: userOf(ctx.actor),
        confirmedAt: ctx.now,
      })
      .onConflictDoNothing();
  });
  return getCall(ctx, callId);
}

/**
 * Takes a tick back; without one, nothing changes.
 * @throws AppError `not_found`, `outcome_already_declared` once QA closed the record
 */
export async function untickConfirmation(ctx: CommandContext, callId: string, key: string): Promise<CallDetails> {
  await ctx.db.transaction(async (tx) => {
    const call = await requireOpenRecord({ ...ctx, db: tx }, callId);
    await tx
      .delete(callConfirmations)
      .where(and(eq(callConfirmations.callId, call.id), eq(callConfirmations.promptKey, key)));
  });
  return getCall(ctx, callId);
}
