import { and, eq } from 'drizzle-orm';
import type { MatchWire } from '@/lib/contracts/unmatched-bookings';
import { AppError, notFound } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { leads } from '@/lib/db/schema/leads';
import { decideMatch } from '@/lib/leads/matching/internal/decide-match';

/**
 * Links an attendee to a lead by hand; automatic matching keeps the link. Repeating it changes nothing.
 * @throws AppError `not_found` (attendee, lead); `conflict` when the attendee has another lead by now
 */
export function linkAttendee(ctx: CommandContext, attendeeId: string, leadId: string): Promise<MatchWire> {
  return decideMatch(ctx, attendeeId, 'link', async (tx, attendee) => {
    const [lead] = await tx
      .select({ id: leads.id })
      .from(leads)
      .where(and(eq(leads.id, leadId), eq(leads.organizationId, ctx.org)));
    if (!lead) throw notFound('lead');
    if (attendee.leadId === leadId && attendee.matchMethod === 'manual') return null;
    if (attendee.leadId !== null && attendee.leadId !== leadId)
      throw new AppError('conflict', 'This person has just been linked to another lead. Unlink it first.');
    return {
      leadId,
      matchMethod: 'manual',
      matchScore: 1,
      matchedAt: ctx.now,
      matchHeldAt: null,
      dismissedAt: null,
    };
  });
}
