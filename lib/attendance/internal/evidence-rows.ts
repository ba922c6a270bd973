import { asc, eq } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { attendanceEvidence } from '@/lib/db/schema/attendance';
import type { Evidence } from './attendance-rule';

export type EvidenceRow = typeof attendanceEvidence.$inferSelect & Evidence;

/** Everything said of people of a booking, by person (see `personOf`), oldest first. */
export async function evidenceOf(tx: Database, bookingId: string): Promise<Map<string, EvidenceRow[]>> {
  const rows = await tx
    .select()
    .from(attendanceEvidence)
    .where(eq(attendanceEvidence.bookingId, bookingId))
    .orderBy(asc(attendanceEvidence.at), asc(attendanceEvidence.id));
  const byPerson = new Map<string, EvidenceRow[]>();
  for (const row of rows) {
    const { show_time: shown } = row.detail;
    const one = { ...row, showTime: typeof shown === 'string' ? new Date(shown) : null };
    byPerson.set(row.person, [...(byPerson.get(row.person) ?? []), one]);
  }
  return byPerson;
}
