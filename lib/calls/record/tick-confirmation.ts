import { and, eq } from 'drizzle-orm';
import { requireOpenRecord } from '@/lib/calls/record/internal/open-record';
import { userOf } from '@/lib/calls/record/internal/user-of';
import type { CallDetails } from '@/lib/contracts/calls';
import { AppError } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { callConfirmations, voiceConfigs } from '@/lib/db/schema/calls';
import { getCall } from './get-call';

/**
 * Ticks a prompt. A second tick keeps the first.
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
      throw new AppError('validation_failed', 'This item is not on the checklist.', {
        fields: [{ field: 'key', message: 'Choose one of the checklist items.' }],
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
 * Unticks a prompt, if it was ticked.
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
