import { eq } from 'drizzle-orm';
import { recordEvent } from '@/lib/bookings/record-events';
import { requireOpenRecord } from '@/lib/calls/record/internal/open-record';
import { canHaveOutcome, missingConfirmations } from '@/lib/calls/record/internal/qa-rules';
import { userOf } from '@/lib/calls/record/internal/user-of';
import type { CallDetails, DeclareOutcomeBody } from '@/lib/contracts/calls';
import { AppError } from '@/lib/core/errors';
import type { Database } from '@/lib/db/client';
import type { CommandContext } from '@/lib/db/command-context';
import { callConfirmations, calls, optOuts, voiceConfigs } from '@/lib/db/schema/calls';
import { getCall } from './get-call';

type Call = typeof calls.$inferSelect;

/**
 * Logs the outcome of a call. Logging the same one twice changes nothing; a different one replaces it, which the booking's
 * timeline shows. `do_not_call` adds the number to the do-not-call list.
 * @throws AppError `not_found`; `conflict` before a phone rang; with QA on also `confirmations_missing` and, for a
 * change by anyone but an owner or admin, `outcome_already_declared`
 */
export async function declareOutcome(
  ctx: CommandContext,
  callId: string,
  { outcome, note = null }: DeclareOutcomeBody,
): Promise<CallDetails> {
  await ctx.db.transaction(async (tx) => {
    const call = await requireOpenRecord({ ...ctx, db: tx }, callId);
    if (!canHaveOutcome(call.status)) throw new AppError('conflict', 'You can log an outcome once the call has rung.');
    await requireConfirmations(tx, call, outcome);
    if (call.outcome === outcome && call.outcomeNote === note) return;
    await tx
      .update(calls)
      .set({ outcome, outcomeNote: note, outcomeBy: userOf(ctx.actor), outcomeAt: ctx.now, updatedAt: ctx.now })
      .where(eq(calls.id, call.id));
    if (call.outcome !== null) await recordCorrection(tx, ctx, call, { outcome, note });
    if (outcome === 'do_not_call') await optOut(tx, ctx, call);
  });
  return getCall(ctx, callId);
}

async function requireConfirmations(tx: Database, call: Call, outcome: string): Promise<void> {
  const [config] = await tx
    .select({ prompts: voiceConfigs.confirmationPrompts })
    .from(voiceConfigs)
    .where(eq(voiceConfigs.organizationId, call.organizationId));
  const ticked = await tx
    .select({ key: callConfirmations.promptKey })
    .from(callConfirmations)
    .where(eq(callConfirmations.callId, call.id));
  const done = new Set(ticked.map(({ key }) => key));
  const missing = missingConfirmations(call, outcome, config?.prompts ?? [], done);
  if (missing.length > 0)
    throw new AppError('confirmations_missing', 'Tick the required items before you log this outcome.', {
      extra: { missing },
    });
}

async function recordCorrection(
  tx: Database,
  ctx: CommandContext,
  call: Call,
  after: { outcome: string; note: string | null },
): Promise<void> {
  await recordEvent(tx, ctx, {
    organizationId: ctx.org,
    bookingId: call.bookingId,
    kind: 'outcome_corrected',
    detail: { call_id: call.id, before: { outcome: call.outcome, note: call.outcomeNote }, after },
  });
}

async function optOut(tx: Database, ctx: CommandContext, call: Call): Promise<void> {
  await tx
    .insert(optOuts)
    .values({
      id: ctx.ids.make('optOut'),
      organizationId: ctx.org,
      phone: call.attendeePhone,
      reason: 'Asked on a call',
      createdBy: userOf(ctx.actor),
      createdAt: ctx.now,
    })
    .onConflictDoNothing();
}
