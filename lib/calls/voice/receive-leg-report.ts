import { eq } from 'drizzle-orm';
import type { CarrierLegReport } from '@/lib/calls/carrier-callbacks';
import { calls } from '@/lib/db/schema/calls';
import type { ProviderContext, ProviderResult } from '@/lib/webhook-inbox/provider-context';
import { reportLeg } from './report-leg';

/** Applies the carrier's progress report of a leg. Requires a transaction. */
export async function receiveLegReport(context: ProviderContext, report: CarrierLegReport): Promise<ProviderResult> {
  const { db, now, ids, actor } = context;
  const result = await reportLeg(db, { ...report, now, ids, actor });
  if (result === 'unknown_call') return { status: 'ignored', why: result };
  const [call] = await db.select({ org: calls.organizationId }).from(calls).where(eq(calls.id, report.callId));
  const organizationId = call?.org;
  if (result !== 'applied') return { status: 'ignored', why: result, alarm: true, organizationId };
  return { status: 'processed', organizationId };
}
