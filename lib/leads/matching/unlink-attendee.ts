import type { MatchWire } from '@/lib/contracts/unmatched-bookings';
import { AppError } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { decideMatch, stateBeforeLink } from '@/lib/leads/matching/internal/decide-match';

/**
 * Takes an attendee from its lead. A person's link is undone: the attendee is what it was before. A match that was made
 * automatically is held to be wrong: matching leaves this attendee to people from then on.
 * @throws AppError `not_found`; `conflict` when there is no lead to take it from
 */
export function unlinkAttendee(ctx: CommandContext, attendeeId: string): Promise<MatchWire> {
  return decideMatch(ctx, attendeeId, 'unlink', async (tx, attendee) => {
    if (attendee.leadId === null) throw new AppError('conflict', 'This person isn’t linked to a lead.');
    const none = { leadId: null, matchMethod: null, matchScore: null, matchedAt: null };
    if (attendee.matchMethod !== 'manual') return { ...none, matchHeldAt: ctx.now };
    const before = await stateBeforeLink(tx, attendee.id);
    // A match that a person only confirmed was never a person's alone: undone, it is held to be wrong.
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
