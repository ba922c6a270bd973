import { eq } from 'drizzle-orm';
import { readOptOut } from '@/lib/calls/voice/internal/read-opt-out';
import type { Database } from '@/lib/db/client';
import { bookings } from '@/lib/db/schema/bookings';
import { callSettings, optOuts } from '@/lib/db/schema/calls';
import type { ProviderContext, ProviderResult } from '@/lib/webhook-inbox/provider-context';

export interface MessageReport {
  /** E.164. */
  from: string;
  to: string;
  body: string | null;
  /** The carrier refused to deliver our message because its recipient opted out. */
  recipientOptedOut: boolean;
}

/**
 * Applies an opt-out: a text message that asks to stop, or the carrier's report that a recipient opted out. The number is
 * never dialled again by the organizations that use the line. Requires a transaction.
 */
export async function reportMessage(
  { db: tx, now, ids }: ProviderContext,
  report: MessageReport,
): Promise<ProviderResult> {
  const askedToStop = readOptOut(report.body ?? '') === 'stop';
  const refused = report.recipientOptedOut;
  if (!askedToStop && !refused) return { status: 'ignored', why: 'no_opt_out' };
  const [phone, line] = refused ? [report.to, report.from] : [report.from, report.to];
  const organizationIds = await organizationsOf(tx, line, phone);
  if (organizationIds.length === 0) return { status: 'ignored', why: 'unknown_number' };
  await tx
    .insert(optOuts)
    .values(
      organizationIds.map((organizationId) => ({
        id: ids.make('optOut'),
        organizationId,
        phone,
        reason: refused ? 'Opted out at the carrier' : 'Texted STOP',
        createdAt: now,
      })),
    )
    .onConflictDoNothing();
  return { status: 'processed', organizationId: organizationIds.length === 1 ? organizationIds[0] : undefined };
}

/** The owners of the line; for the installation's shared line, the organizations that booked the number. */
async function organizationsOf(tx: Database, line: string, phone: string): Promise<string[]> {
  const owners = await tx
    .select({ id: callSettings.organizationId })
    .from(callSettings)
    .where(eq(callSettings.callerId, line));
  if (owners.length > 0) return owners.map(({ id }) => id);
  const bookers = await tx
    .selectDistinct({ id: bookings.organizationId })
    .from(bookings)
    .where(eq(bookings.attendeePhone, phone));
  return bookers.map(({ id }) => id);
}
