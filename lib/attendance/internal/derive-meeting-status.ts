import { eq } from 'drizzle-orm';
import { type MeetingStatus, meetingStatus } from '@/lib/bookings/meeting-status';
import { type EventWriter, recordEvent } from '@/lib/bookings/record-events';
import type { Database } from '@/lib/db/client';
import { isExclusionViolation, isUniqueViolation } from '@/lib/db/constraint-errors';
import type { EvidenceKind } from '@/lib/db/schema/attendance';
import { bookings } from '@/lib/db/schema/bookings';

interface Came {
  name: string;
  showedUp: boolean | null;
  /** What it is known from. */
  basis: EvidenceKind | null;
}

const happening = { completed: 'completed', failed: 'failed', pending: 'reopened' } as const;

/** Makes the status of a meeting follow from who came to it, and tells of it once. The booking is locked by the caller. */
export async function deriveMeetingStatus(
  tx: Database,
  writer: EventWriter,
  booking: typeof bookings.$inferSelect,
  people: readonly Came[],
): Promise<void> {
  const standing = meetingStatus(
    booking,
    people.map(({ showedUp }) => showedUp),
    writer.now,
  );
  if (!standing || standing.status === booking.status) return;
  await write(tx, writer, booking.id, standing);
  await recordEvent(tx, writer, {
    organizationId: booking.organizationId,
    bookingId: booking.id,
    kind: happening[standing.status],
    detail: detailOf(standing, people),
  });
}

function detailOf({ status, statusReason }: MeetingStatus, people: readonly Came[]): Record<string, unknown> {
  if (status === 'pending') return {};
  const shown = people.filter(({ showedUp }) => showedUp === (status === 'completed'));
  return {
    ...(statusReason === null ? {} : { reason: statusReason }),
    attendee: shown.map(({ name }) => name).join(', '),
    basis: shown[0]?.basis ?? null,
  };
}

/** While it was over, its host's time and its slot may have been given to something else: then it stands without them. */
async function write(tx: Database, { now }: EventWriter, id: string, standing: MeetingStatus): Promise<void> {
  const set = { ...standing, updatedAt: now };
  const one = eq(bookings.id, id);
  try {
    await tx.transaction((inner) => inner.update(bookings).set(set).where(one));
  } catch (error) {
    if (!isExclusionViolation(error) && !isUniqueViolation(error)) throw error;
    await tx
      .update(bookings)
      .set({ ...set, staffId: null, userId: null, slotKey: null })
      .where(one);
  }
}
