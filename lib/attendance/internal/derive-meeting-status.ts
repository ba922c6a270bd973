import { eq } from 'drizzle-orm';
import { changeStatus, type MeetingStatus, meetingStatus } from '@/lib/bookings/lifecycle';
import { recordEvent } from '@/lib/bookings/record-events';
import type { Database } from '@/lib/db/client';
import { isExclusionViolation, isUniqueViolation } from '@/lib/db/constraint-errors';
import type { EvidenceKind } from '@/lib/db/schema/attendance';
import { bookings } from '@/lib/db/schema/bookings';
import type { Writer } from '@/lib/db/write-context';

interface Attended {
  name: string;
  showedUp: boolean | null;
  /** The kind of evidence that decides. */
  basis: EvidenceKind | null;
}

const transitionTo = { completed: 'meetingHeld', failed: 'meetingNoShow', pending: 'reopenMeeting' } as const;
const eventOf = { completed: 'completed', failed: 'failed', pending: 'reopened' } as const;

/** Derives the status of a meeting from who showed up, and records the change. The caller has locked the booking. */
export async function deriveMeetingStatus(
  tx: Database,
  writer: Writer,
  booking: typeof bookings.$inferSelect,
  people: readonly Attended[],
): Promise<void> {
  const next = meetingStatus(
    booking,
    people.map(({ showedUp }) => showedUp),
    writer.now,
  );
  if (!next || next.status === booking.status) return;
  await write(tx, writer, booking.id, next);
  await recordEvent(tx, writer, {
    organizationId: booking.organizationId,
    bookingId: booking.id,
    kind: eventOf[next.status],
    detail: detailOf(next, people),
  });
}

function detailOf({ status, statusReason }: MeetingStatus, people: readonly Attended[]): Record<string, unknown> {
  if (status === 'pending') return {};
  const deciding = people.filter(({ showedUp }) => showedUp === (status === 'completed'));
  return {
    ...(statusReason === null ? {} : { reason: statusReason }),
    attendee: deciding.map(({ name }) => name).join(', '),
    basis: deciding[0]?.basis ?? null,
  };
}

/** The host's time and the slot may be taken by another booking meanwhile; then the meeting reopens without them. */
async function write(tx: Database, { now }: Writer, id: string, { status }: MeetingStatus): Promise<void> {
  const where = eq(bookings.id, id);
  const set = { updatedAt: now };
  try {
    await tx.transaction((inner) => changeStatus(inner, transitionTo[status], { where, set }));
  } catch (error) {
    if (!isExclusionViolation(error) && !isUniqueViolation(error)) throw error;
    const alone = { ...set, staffId: null, userId: null, slotKey: null };
    await changeStatus(tx, transitionTo[status], { where, set: alone });
  }
}
