import type { MatchWire } from '@/lib/contracts/unmatched-bookings';
import { AppError } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { decideMatch, stateBeforeLink } from '@/lib/leads/matching/internal/decide-match';

/**
 * Unlinks an attendee from its lead. A manual link is undone to the state before it. An automatic match counts as wrong:
 * matching leaves this attendee to people from then on.
 * @throws AppError `not_found`; `conflict` when there is no lead
 */
export function unlinkAttendee(ctx: CommandContext, attendeeId: string): Promise<MatchWire> {
  return decideMatch(ctx, attendeeId, 'unlink', async (tx, attendee) => {
    if (attendee.leadId === null) throw new AppError('conflict', 'This person isn’t linked to a lead.');
    const none = { leadId: null, matchMethod: null, matchScore: null, matchedAt: null };
    if (attendee.matchMethod !== 'manual') return { ...none, matchHeldAt: ctx.now };
    const before = await stateBeforeLink(tx, attendee.id);
    // A link that confirmed an automatic match also counts as wrong once undone.
    const wasAutomatic = before !== null && before.lead_id !== null;
    return {
      ...none,
      matchHeldAt: wasAutomatic ? ctx.now : instantOf(before?.held_at),
      dismissedAt: instantOf(before?.dismissed_at),
    };
  });
}

function instantOf(text: string | null | undefined): Date | null {
  return text ? new Date(text) : null;
}
