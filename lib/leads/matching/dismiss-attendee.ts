import type { MatchWire } from '@/lib/contracts/unmatched-bookings';
import { AppError } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { decideMatch } from '@/lib/leads/matching/internal/decide-match';

/**
 * Dismisses an attendee who is not a lead, e.g. a colleague. Repeating it changes nothing.
 * @throws AppError `not_found`; `conflict` when the attendee has a lead by now
 */
export function dismissAttendee(ctx: CommandContext, attendeeId: string): Promise<MatchWire> {
  return decideMatch(ctx, attendeeId, 'dismiss', async (_, { leadId, dismissedAt }) => {
    if (leadId !== null) throw new AppError('conflict', 'This person has just been linked to a lead. Unlink it first.');
    return dismissedAt ? null : { dismissedAt: ctx.now };
  });
}

/** Undoes a dismissal. @throws AppError `not_found` */
export function restoreAttendee(ctx: CommandContext, attendeeId: string): Promise<MatchWire> {
  return decideMatch(ctx, attendeeId, 'undismiss', async (_, { dismissedAt }) =>
    dismissedAt ? { dismissedAt: null } : null,
  );
}
