import { sql } from 'drizzle-orm';
import { boolean, check, index, integer, jsonb, pgTable, real, text, unique, uniqueIndex } from 'drizzle-orm/pg-core';
import type { Actor } from '@/lib/core/context';
import { type CalendarProviderName, connections } from './calendars';
import { instant } from './columns';
import { leads } from './leads';
import { organizations, services, staff, users } from './orgs';

export type BookingStatus = 'pending' | 'calling' | 'completed' | 'failed' | 'cancelled';
export type BookingSource =
  | 'dashboard'
  | 'extension'
  | 'public'
  | 'widget'
  | 'agent'
  | 'calcom'
  | 'calendly'
  | 'google'
  | 'api';

/** Providers whose own bookings become ours, each under its name. */
export const externalSources = ['calcom', 'calendly'] as const satisfies readonly (BookingSource &
  CalendarProviderName)[];

/** Sources that name a calendar provider. */
export const providerSources = [...externalSources, 'google'] as const satisfies readonly BookingSource[];

/** Whether a booking of this source was made at its provider. */
export function isExternalSource(source: string): source is (typeof externalSources)[number] {
  return externalSources.some((one) => one === source);
}

/** How an attendee's zone is known. */
export type ZoneOrigin = 'stated' | 'by_number';

/** What one booking changes of its organization's voice configuration; absent = as configured. */
export interface Modulations {
  record?: boolean;
  transcribe?: boolean;
  translate?: boolean;
  survey?: boolean;
  qa?: boolean;
}

/**
 * One appointment. The exclusion constraint `booking_events_operator_free` (hand-written migration) forbids two
 * live bookings of one member of staff to overlap, buffers included.
 */
export const bookings = pgTable(
  'booking_events',
  {
    id: text().primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    /** The member who takes the call, when the staff row is a member's. */
    userId: text('user_id').references(() => users.id),
    staffId: text('staff_id').references(() => staff.id),
    serviceId: text('service_id').references(() => services.id),
    /** The latest attempt. */
    callId: text('call_id'),
    source: text().$type<BookingSource>().notNull(),
    title: text().notNull(),
    description: text(),
    startTime: instant('start_time').notNull(),
    endTime: instant('end_time').notNull(),
    durationMinutes: integer('duration_minutes').notNull(),
    /** Time that its operator keeps free around it, as its service had it. */
    bufferBeforeMinutes: integer('buffer_before_minutes').notNull().default(0),
    bufferAfterMinutes: integer('buffer_after_minutes').notNull().default(0),
    timezone: text().notNull().default('UTC'),
    attendeeName: text('attendee_name').notNull(),
    attendeeEmail: text('attendee_email'),
    /** E.164. Null only for a meeting at the provider, which nobody is dialled for. */
    attendeePhone: text('attendee_phone'),
    attendeeTimezone: text('attendee_timezone'),
    /**
     * How the zone is known: somebody stated it, or it is the one of the number at the start. A zone without an origin
     * was stated.
     */
    attendeeTimezoneOrigin: text('attendee_timezone_origin').$type<ZoneOrigin>(),
    status: text().$type<BookingStatus>().notNull().default('pending'),
    /**
     * Whether it is still to come or under way. Indexes are for what is live, not for a status: a burst of calls moves its
     * bookings from pending to calling, and no index has to be written for that.
     */
    live: boolean().notNull().generatedAlwaysAs(sql`status in ('pending', 'calling')`),
    statusReason: text('status_reason'),
    /** When the next call is to be ordered: the start, later the next retry. The scheduler's key. */
    dueAt: instant('due_at').notNull(),
    /** After the carrier could not take an order: not before this. `dueAt` stays, so that grace counts from it. */
    holdUntil: instant('hold_until'),
    attempts: integer().notNull().default(0),
    modulations: jsonb().$type<Modulations>().notNull().default({}),
    notes: text(),
    reminderSent: boolean('reminder_sent').notNull().default(false),
    reminderSentAt: instant('reminder_sent_at'),
    /** `call`: we place it at its time. `meeting`: it takes place at the provider, nobody is dialled. */
    fulfilment: text().$type<'call' | 'meeting'>().notNull().default('call'),
    /** The calendar account that holds this booking too. */
    connectionId: text('connection_id').references(() => connections.id),
    /** The provider's id of it: Cal.com uid, Calendly event URI, Google or Graph event id. */
    externalId: text('external_id'),
    /** The start that the provider was last asked for or told, or told us. */
    externalStart: instant('external_start'),
    /** The end that goes with it; null where only the start is known. */
    externalEnd: instant('external_end'),
    externalUrl: text('external_url'),
    joinUrl: text('join_url'),
    syncState: text('sync_state').$type<'pending' | 'synced' | 'failed'>(),
    /** Stable word for why the provider does not have it, e.g. `slot_unavailable`. */
    syncError: text('sync_error'),
    syncedAt: instant('synced_at'),
    /** Connection, event type and start of a slot that only one live booking may hold. */
    slotKey: text('slot_key'),
    createdBy: text('created_by').references(() => users.id),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    index('booking_events_by_start').on(t.organizationId, t.startTime, t.id),
    index('booking_events_due').on(t.dueAt).where(sql`live and fulfilment = 'call'`),
    index('booking_events_due_of').on(t.organizationId, t.dueAt, t.id).where(sql`live and fulfilment = 'call'`),
    uniqueIndex('booking_events_slot_once').on(t.slotKey).where(sql`live`),
    uniqueIndex('booking_events_external_once').on(t.connectionId, t.externalId).where(sql`external_id is not null`),
    index('booking_events_meetings_open').on(t.endTime).where(sql`live and fulfilment = 'meeting'`),
    index('booking_events_phone').on(t.organizationId, t.attendeePhone),
    check('booking_events_times', sql`${t.endTime} > ${t.startTime}`),
    check('booking_events_dialled', sql`${t.fulfilment} = 'meeting' or ${t.attendeePhone} is not null`),
    check(
      'booking_events_zone_origin',
      sql`${t.attendeeTimezoneOrigin} is null or ${t.attendeeTimezoneOrigin} in ('stated', 'by_number') and ${t.attendeeTimezone} is not null`,
    ),
    check('booking_events_status', sql`status in ('pending', 'calling', 'completed', 'failed', 'cancelled')`),
  ],
);

/** How an attendee came to its lead. */
export type MatchMethod = 'email' | 'scored' | 'manual';

/** One person of a booking. The first one is the booking's own attendee; matching and attendance are each person's. */
export const attendees = pgTable(
  'attendees',
  {
    id: text().primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    bookingId: text('booking_id')
      .notNull()
      .references(() => bookings.id, { onDelete: 'cascade' }),
    /** 0 is the booking's own attendee. */
    position: integer().notNull(),
    name: text().notNull(),
    email: text(),
    /** E.164. */
    phone: text(),
    company: text(),
    timezone: text(),
    leadId: text('lead_id').references(() => leads.id, { onDelete: 'set null' }),
    matchMethod: text('match_method').$type<MatchMethod>(),
    /** 0 to 1; 1 for an email address or a person's word. */
    matchScore: real('match_score'),
    matchedAt: instant('matched_at'),
    /** What matching compares; derived from the fields above when it first looks at the person. */
    emailKey: text('email_key'),
    /** Every spelling of the name under which a lead may be found. */
    nameKeys: text('name_keys').array().notNull().default([]),
    companyKey: text('company_key'),
    domain: text(),
    /** When matching last looked; null while it has not. */
    matchTriedAt: instant('match_tried_at'),
    /** A person took the automatic match away: matching leaves this one to people. */
    matchHeldAt: instant('match_held_at'),
    /** A person said that this is no lead: a host, a colleague. */
    dismissedAt: instant('dismissed_at'),
    /** Null while it is not known. */
    showedUp: boolean('showed_up'),
    showTime: instant('show_time'),
    /** What was said at the meeting, as somebody wrote it down. */
    meetingNotes: text('meeting_notes'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    unique('attendees_position_once').on(t.bookingId, t.position),
    index('attendees_of_lead').on(t.leadId).where(sql`lead_id is not null`),
    index('attendees_unmatched').on(t.organizationId, t.id).where(sql`lead_id is null`),
    index('attendees_by_email').on(t.organizationId, t.emailKey).where(sql`email_key is not null`),
    index('attendees_by_phone').on(t.organizationId, t.phone).where(sql`phone is not null`),
    index('attendees_by_company').on(t.organizationId, t.companyKey).where(sql`company_key is not null`),
    index('attendees_by_domain').on(t.organizationId, t.domain).where(sql`domain is not null`),
    index('attendees_by_names').using('gin', t.nameKeys),
  ],
);

/** What a person decided about who somebody on a booking is. */
export type MatchDecision = 'link' | 'unlink' | 'dismiss' | 'undismiss';

/** What was known of an attendee's lead before and after a decision. */
export interface MatchState {
  lead_id: string | null;
  method: MatchMethod | null;
  score: number | null;
  matched_at: string | null;
  held_at: string | null;
  dismissed_at: string | null;
}

/** Every decision of a person about a match. Never updated. */
export const matchDecisions = pgTable(
  'match_decisions',
  {
    id: text().primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    attendeeId: text('attendee_id')
      .notNull()
      .references(() => attendees.id, { onDelete: 'cascade' }),
    kind: text().$type<MatchDecision>().notNull(),
    actor: jsonb().$type<Actor>().notNull(),
    at: instant('at').notNull(),
    before: jsonb().$type<MatchState>().notNull(),
    after: jsonb().$type<MatchState>().notNull(),
  },
  (t) => [index('match_decisions_of').on(t.attendeeId, t.at)],
);

/** Everything that happened to a booking, in order; the drawer's timeline. Never updated. */
export const bookingHistory = pgTable(
  'booking_history',
  {
    id: text().primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    bookingId: text('booking_id')
      .notNull()
      .references(() => bookings.id, { onDelete: 'cascade' }),
    at: instant('at').notNull(),
    kind: text().notNull(),
    actor: jsonb().$type<Actor>().notNull(),
    detail: jsonb().$type<Record<string, unknown>>().notNull().default({}),
  },
  (t) => [index('booking_history_of').on(t.bookingId, t.at)],
);
