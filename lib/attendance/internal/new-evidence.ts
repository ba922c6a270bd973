import type { Actor } from '@/lib/core/context';
import type { EvidenceKind } from '@/lib/db/schema/attendance';

/** Evidence as its source gives it. */
export interface NewEvidence {
  kind: EvidenceKind;
  says: boolean | null;
  at: Date;
  occasion: Date;
  sourceKey: string;
  /** Of whom: a row, a person (see `personOf`) who may not be known there yet, the booking's own attendee, or everybody. */
  attendee: { id: string } | { person: string } | { position: 0 } | 'all';
  detail: Record<string, unknown>;
  actor: Actor;
}
