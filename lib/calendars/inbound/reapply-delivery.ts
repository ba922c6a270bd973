import type { CalendarContext } from '@/lib/calendars/calendar-context';
import type { ConnectionRow } from '@/lib/calendars/connections/open-connection';
import { retriedTransaction } from '@/lib/db/transaction';
import { applyFacts } from './apply-facts';
import type { WebhookReading } from './webhook-reading';

/**
 * Takes in what was said before in the same words and is said again later: a copy by another subscription, which changes
 * nothing, or the return to what was left meanwhile. What is true follows from the times, so that the two need not be
 * told apart. @returns whether our booking changed
 */
export async function reapplyDelivery(
  { db, ids, clock }: CalendarContext,
  connection: ConnectionRow,
  { facts }: WebhookReading,
): Promise<boolean> {
  if (facts.length === 0) return false;
  const actor = { kind: 'provider', name: connection.provider } as const;
  const write = { ids, now: clock.now(), actor };
  const taken = await retriedTransaction(db, (tx) => applyFacts({ ...write, db: tx }, connection, facts));
  return taken.changed;
}
