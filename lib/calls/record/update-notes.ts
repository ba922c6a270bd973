import { eq } from 'drizzle-orm';
import { recordEvent } from '@/lib/bookings/record-events';
import { requireOpenRecord } from '@/lib/calls/record/internal/open-record';
import type { CallDetails } from '@/lib/contracts/calls';
import type { CommandContext } from '@/lib/db/command-context';
import { calls } from '@/lib/db/schema/calls';
import { getCall } from './get-call';

/**
 * Replaces the notes of a call. In QA mode a change after the outcome appears in the timeline.
 * @throws AppError `not_found`, `outcome_already_declared` once QA closed the record
 */
export async function updateNotes(ctx: CommandContext, callId: string, notes: string | null): Promise<CallDetails> {
  await ctx.db.transaction(async (tx) => {
    const call = await requireOpenRecord({ ...ctx, db: tx }, callId);
    if (call.notes === notes) return;
    await tx.update(calls).set({ notes, updatedAt: ctx.now }).where(eq(calls.id, call.id));
    if (call.voice.qa && call.outcome !== null)
      await recordEvent(tx, ctx, {
        organizationId: ctx.org,
        bookingId: call.bookingId,
        kind: 'call_notes_corrected',
        detail: { call_id: call.id, before: { notes: call.notes }, after: { notes } },
      });
  });
  return getCall(ctx, callId);
}
