import { boolean, integer, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core';
import type { Actor } from '@/lib/core/context';
import { bookings } from './bookings';
import { instant } from './columns';
import { organizations } from './orgs';

/** Kinds of evidence about whether a person showed up. */
export type EvidenceKind =
  | 'manual'
  | 'call'
  | 'no_show_marked'
  | 'no_show_unmarked'
  | 'attended'
  | 'meeting_ended'
  | 'unmarked_rule';

/** An organization's attendance rules; absent = the defaults. */
export const attendanceRules = pgTable('attendance_rules', {
  organizationId: text('organization_id')
    .primaryKey()
    .references(() => organizations.id, { onDelete: 'cascade' }),
  /** Talking this long on our call counts as showed. */
  talkSeconds: integer('talk_seconds').notNull().default(5),
  /** Whether an unanswered call or a busy line counts as a no-show. */
  unansweredIsNoShow: boolean('unanswered_is_no_show').notNull().default(false),
  /** What an ended meeting without a mark counts as. */
  unmarked: text().$type<'pending' | 'showed' | 'no_show'>().notNull().default('pending'),
  /** Hours after its end. */
  unmarkedAfterHours: integer('unmarked_after_hours').notNull().default(24),
});

/**
 * All evidence about who showed up to a booking; a correction is a new row. It refers to people, not to attendee rows, so
 * evidence may arrive before its person is on the booking.
 */
export const attendanceEvidence = pgTable(
  'attendance_evidence',
  {
    id: text().primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    bookingId: text('booking_id')
      .notNull()
      .references(() => bookings.id, { onDelete: 'cascade' }),
    /** The person: the email, or the name without one. */
    person: text().notNull(),
    kind: text().$type<EvidenceKind>().notNull(),
    /** Showed up or not; null revokes what the same source said before, or decides nothing. */
    says: boolean(),
    /** When it happened, by its source. */
    at: instant('at').notNull(),
    /** The start of the meeting it is about. */
    occasion: instant('occasion').notNull(),
    /** Identifies its source, e.g. a call or webhook: stored once. */
    sourceKey: text('source_key').notNull(),
    detail: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    actor: jsonb().$type<Actor>().notNull(),
    recordedAt: instant('recorded_at').notNull(),
  },
  (t) => [unique('attendance_evidence_once').on(t.bookingId, t.person, t.sourceKey)],
);
