import { and, desc, eq } from 'drizzle-orm';
import { BOOKING_ATTRIBUTE } from '@/lib/bookings/job-names';
import type { MatchWire } from '@/lib/contracts/unmatched-bookings';
import { notFound } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { attendees, type MatchDecision, type MatchState, matchDecisions } from '@/lib/db/schema/bookings';
import { retriedTransaction } from '@/lib/db/transaction';
import { enqueue } from '@/lib/jobs/enqueue';
import { deriveLeads } from '@/lib/leads/derive-lead';
import { recordAudit } from '@/lib/orgs/audit';

type AttendeeRow = typeof attendees.$inferSelect;
/** What a decision changes. */
type Change = Partial<
  Pick<AttendeeRow, 'leadId' | 'matchMethod' | 'matchScore' | 'matchedAt' | 'matchHeldAt' | 'dismissedAt'>
>;

/**
 * Applies a person's decision about an attendee, under the lock that matching takes too, and records the state before and
 * after. The booking is attributed again, so matching and the funnel follow.
 * @param decide returns what changes, or null if nothing does; throws to refuse
 * @throws AppError `not_found`, and what `decide` throws
 */
export function decideMatch(
  ctx: CommandContext,
  attendeeId: string,
  kind: MatchDecision,
  decide: (tx: CommandContext['db'], attendee: AttendeeRow) => Promise<Change | null>,
): Promise<MatchWire> {
  return retriedTransaction(ctx.db, async (tx) => {
    const [attendee] = await tx
      .select()
      .from(attendees)
      .where(and(eq(attendees.id, attendeeId), eq(attendees.organizationId, ctx.org)))
      .for('no key update');
    if (!attendee) throw notFound('unmatched booking');
    const change = await decide(tx, attendee);
    if (!change) return matchWire(attendee);
    const after = { ...attendee, ...change };
    await tx
      .update(attendees)
      .set({ ...change, updatedAt: ctx.now })
      .where(eq(attendees.id, attendee.id));
    await tx.insert(matchDecisions).values({
      id: ctx.ids.make('matchDecision'),
      organizationId: ctx.org,
      attendeeId: attendee.id,
      kind,
      actor: ctx.actor,
      at: ctx.now,
      before: stateOf(attendee),
      after: stateOf(after),
    });
    await recordAudit(tx, ctx, {
      action: `attendee.${auditWord[kind]}`,
      target: { id: attendee.id },
      detail: { booking_id: attendee.bookingId, lead_id: after.leadId ?? attendee.leadId },
    });
    await deriveLeads(
      tx,
      ctx,
      [attendee.leadId, after.leadId].filter((id) => id !== null),
    );
    await queueAttribution(tx, ctx, attendee.bookingId);
    return matchWire(after);
  });
}

/** The state before the latest manual link; null without one. */
export async function stateBeforeLink(tx: CommandContext['db'], attendeeId: string): Promise<MatchState | null> {
  const [decision] = await tx
    .select({ before: matchDecisions.before })
    .from(matchDecisions)
    .where(and(eq(matchDecisions.attendeeId, attendeeId), eq(matchDecisions.kind, 'link')))
    .orderBy(desc(matchDecisions.at), desc(matchDecisions.id))
    .limit(1);
  return decision?.before ?? null;
}

const auditWord = { link: 'linked', unlink: 'unlinked', dismiss: 'dismissed', undismiss: 'restored' } as const;

function queueAttribution(tx: CommandContext['db'], ctx: CommandContext, bookingId: string): Promise<void> {
  return enqueue(tx, ctx, {
    name: BOOKING_ATTRIBUTE,
    key: bookingId,
    organizationId: ctx.org,
    payload: { bookingId },
    runAt: ctx.now,
  });
}

function stateOf(row: AttendeeRow): MatchState {
  return {
    lead_id: row.leadId,
    method: row.matchMethod,
    score: row.matchScore,
    matched_at: row.matchedAt?.toISOString() ?? null,
    held_at: row.matchHeldAt?.toISOString() ?? null,
    dismissed_at: row.dismissedAt?.toISOString() ?? null,
  };
}

function matchWire(row: AttendeeRow): MatchWire {
  const { held_at: _, ...state } = stateOf(row);
  return { attendee_id: row.id, booking_id: row.bookingId, ...state };
}
