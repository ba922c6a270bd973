import { asc, eq } from 'drizzle-orm';
import type { Actor } from '@/lib/core/context';
import type { Database } from '@/lib/db/client';
import type { EvidenceKind } from '@/lib/db/schema/attendance';
import { attendanceEvidence } from '@/lib/db/schema/attendance';
import type { Evidence } from './attendance-rule';

export type EvidenceRow = typeof attendanceEvidence.$inferSelect & Evidence;

/** Evidence as its source reports it, before it is stored. */
export interface NewEvidence {
  kind: EvidenceKind;
  says: boolean | null;
  at: Date;
  occasion: Date;
  sourceKey: string;
  /** An attendee's row, a person (see `personOf`) who may not be on the booking yet, its main attendee, or everyone. */
  attendee: { id: string } | { person: string } | { position: 0 } | 'all';
  detail: Record<string, unknown>;
  actor: Actor;
}

/** All evidence of a booking by person (see `personOf`), oldest first. */
export async function evidenceOf(tx: Database, bookingId: string): Promise<Map<string, EvidenceRow[]>> {
  const rows = await tx
    .select()
    .from(attendanceEvidence)
    .where(eq(attendanceEvidence.bookingId, bookingId))
    .orderBy(asc(attendanceEvidence.at), asc(attendanceEvidence.id));
  const byPerson = new Map<string, EvidenceRow[]>();
  for (const row of rows) {
    const { show_time: showTime } = row.detail;
    const one = { ...row, showTime: typeof showTime === 'string' ? new Date(showTime) : null };
    byPerson.set(row.person, [...(byPerson.get(row.person) ?? []), one]);
  }
  return byPerson;
}
