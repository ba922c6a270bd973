import { boolean, integer, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core';
import type { Actor } from '@/lib/core/context';
import { bookings } from './bookings';
import { instant } from './columns';
import { organizations } from './orgs';

/** What can speak for or against somebody having come. */
export type EvidenceKind =
  | 'manual'
  | 'call'
  | 'no_show_marked'
  | 'no_show_unmarked'
  | 'attended'
  | 'meeting_ended'
  | 'unmarked_rule';

/** What an organization takes for attendance where nobody said so; one row each, absent = the defaults. */
export const attendanceRules = pgTable('attendance_rules', {
  organizationId: text('organization_id')
    .primaryKey()
    .references(() => organizations.id, { onDelete: 'cascade' }),
  /** Whoever talked so long on one of our calls has come. */
  talkSeconds: integer('talk_seconds').notNull().default(5),
  /** Whether somebody who does not answer our call, or whose line is busy, has not come. */
  unansweredIsNoShow: boolean('unanswered_is_no_show').notNull().default(false),
  /** What a meeting counts as that ended without a mark. */
  unmarked: text().$type<'pending' | 'showed' | 'no_show'>().notNull().default('pending'),
  /** So long after its end. */
  unmarkedAfterHours: integer('unmarked_after_hours').notNull().default(24),
});

/**
 * Everything that was ever said of somebody's coming to a booking; a correction is one more row. It is kept of people,
 * not of their rows: what is said before the person is known there counts once they are.
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
    /** Whom it was said of: the address, or the name without one. */
    person: text().notNull(),
    kind: text().$type<EvidenceKind>().notNull(),
    /** Came, did not come; null takes back what the same source said before, or decides nothing. */
    says: boolean(),
    /** When it happened, by its source. */
    at: instant('at').notNull(),
    /** The start of the meeting that it was said of. */
    occasion: instant('occasion').notNull(),
    /** What it is known from, once: a call, a webhook. */
    sourceKey: text('source_key').notNull(),
    detail: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    actor: jsonb().$type<Actor>().notNull(),
    recordedAt: instant('recorded_at').notNull(),
  },
  (t) => [unique('attendance_evidence_once').on(t.bookingId, t.person, t.sourceKey)],
);
