import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, real, text, unique, uniqueIndex } from 'drizzle-orm/pg-core';
import { bookings } from './bookings';
import { instant } from './columns';
import { organizations, users } from './orgs';

/**
 * `ordering` is the intent, written before the carrier is asked; `unknown` means that the carrier may or may not have
 * taken the order; `not-placed` that it certainly did not. The others are the carrier's own words.
 */
export type CallStatus =
  | 'ordering'
  | 'unknown'
  | 'queued'
  | 'ringing'
  | 'in-progress'
  | 'completed'
  | 'busy'
  | 'no-answer'
  | 'failed'
  | 'canceled'
  | 'not-placed';

export type CallParty = 'operator' | 'attendee';
export type CallOrder = 'operator_first' | 'attendee_first';

/** One gate's answer at the instant of dialling, kept as evidence. */
export interface GateAnswer {
  gate: string;
  passed: boolean;
  /** What the answer rests on, e.g. the zone and its local time. */
  evidence: string;
}

/** The voice settings that hold for one call: the organization's, overridden by the booking's modulations. */
export interface EffectiveVoice {
  record: boolean;
  transcribe: boolean;
  translate: boolean;
  survey: boolean;
  qa: boolean;
}

export interface ConfirmationPrompt {
  key: string;
  text: string;
  required: boolean;
}

export interface CallingHours {
  enabled: boolean;
  /** Local wall time, `HH:MM`; the window is half-open [start, end). */
  start: string;
  end: string;
  /** ISO weekdays, 1 = Monday. */
  days: number[];
}

/** How an organization's calls are placed; one row each. */
export const callSettings = pgTable('call_settings', {
  organizationId: text('organization_id')
    .primaryKey()
    .references(() => organizations.id, { onDelete: 'cascade' }),
  callOrder: text('call_order').$type<CallOrder>().notNull().default('operator_first'),
  graceMinutes: integer('grace_minutes').notNull().default(10),
  retryCount: integer('retry_count').notNull().default(0),
  retrySpacingSeconds: integer('retry_spacing_seconds').notNull().default(300),
  /** Calls ordered per second for this organization; null = only the space's rate holds. */
  callsPerSecond: real('calls_per_second'),
  callingHours: jsonb('calling_hours')
    .$type<CallingHours>()
    .notNull()
    .default({ enabled: true, start: '08:00', end: '21:00', days: [1, 2, 3, 4, 5, 6, 7] }),
  /** E.164, owned or verified at the carrier; null = the installation's number. */
  callerId: text('caller_id'),
  /** Operator line when a booking's staff has no phone. */
  operatorLine: text('operator_line'),
});

/** What is said and kept on an organization's calls; one row each. */
export const voiceConfigs = pgTable('voice_configs', {
  organizationId: text('organization_id')
    .primaryKey()
    .references(() => organizations.id, { onDelete: 'cascade' }),
  record: boolean().notNull().default(true),
  transcribe: boolean().notNull().default(false),
  translate: boolean().notNull().default(false),
  survey: boolean().notNull().default(false),
  qa: boolean().notNull().default(false),
  language: text().notNull().default('en-US'),
  recordingDisclosure: text('recording_disclosure').notNull().default('This call is recorded.'),
  surveyDisclosure: text('survey_disclosure')
    .notNull()
    .default('After the call, we will ask you one short question about it.'),
  translationDisclosure: text('translation_disclosure').notNull().default('This call is translated live by a machine.'),
  surveyQuestion: text('survey_question')
    .notNull()
    .default('How satisfied were you with this call? Press 1 for not at all, up to 5 for very satisfied.'),
  confirmationPrompts: jsonb('confirmation_prompts').$type<ConfirmationPrompt[]>().notNull().default([]),
});

/** One attempt to fulfill a booking by phone. Written before the call is ordered. */
export const calls = pgTable(
  'calls',
  {
    id: text().primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    bookingId: text('booking_id')
      .notNull()
      .references(() => bookings.id, { onDelete: 'cascade' }),
    attempt: integer().notNull(),
    status: text().$type<CallStatus>().notNull(),
    failureReason: text('failure_reason'),
    callOrder: text('call_order').$type<CallOrder>().notNull(),
    operatorPhone: text('operator_phone').notNull(),
    attendeePhone: text('attendee_phone').notNull(),
    fromPhone: text('from_phone').notNull(),
    voice: jsonb().$type<EffectiveVoice>().notNull(),
    gates: jsonb().$type<GateAnswer[]>().notNull(),
    /** The carrier's id of the first leg; known once the order is acknowledged or a callback names it. */
    carrierSid: text('carrier_sid').unique(),
    dueAt: instant('due_at').notNull(),
    intentAt: instant('intent_at').notNull(),
    /** When the order left for the carrier. */
    orderedAt: instant('ordered_at'),
    /** `orderedAt − dueAt`. */
    latenessMs: integer('lateness_ms'),
    operatorAcceptedAt: instant('operator_accepted_at'),
    attendeeAnsweredAt: instant('attendee_answered_at'),
    disclosedAt: instant('disclosed_at'),
    bridgedAt: instant('bridged_at'),
    /** How the dialling of the second party ended, as the first leg tells it; the second leg's own report says the same. */
    dialStatus: text('dial_status').$type<CallStatus>(),
    endedAt: instant('ended_at'),
    talkSeconds: integer('talk_seconds'),
    answeredBy: text('answered_by'),
    surveyAnswer: text('survey_answer'),
    notes: text(),
    outcome: text(),
    outcomeNote: text('outcome_note'),
    outcomeBy: text('outcome_by').references(() => users.id),
    outcomeAt: instant('outcome_at'),
    /** When to ask the carrier if nothing is heard by then; null once ended. */
    nextCheckAt: instant('next_check_at'),
    /** Checks in a row that brought nothing. */
    checks: integer().notNull().default(0),
    /** When the carrier's list first showed nothing that could be this order. */
    listedEmptyAt: instant('listed_empty_at'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    unique('calls_attempt_once').on(t.bookingId, t.attempt),
    uniqueIndex('calls_one_live_per_booking')
      .on(t.bookingId)
      .where(sql`status in ('ordering', 'unknown', 'queued', 'ringing', 'in-progress')`),
    index('calls_to_check').on(t.nextCheckAt).where(sql`next_check_at is not null`),
    index('calls_recent').on(t.organizationId, t.intentAt, t.id),
  ],
);

/** One party's line within a call, with the carrier's id. */
export const callLegs = pgTable(
  'call_legs',
  {
    id: text().primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    callId: text('call_id')
      .notNull()
      .references(() => calls.id, { onDelete: 'cascade' }),
    party: text().$type<CallParty>().notNull(),
    carrierSid: text('carrier_sid').notNull().unique(),
    status: text().$type<CallStatus>().notNull(),
    sequence: integer().notNull().default(-1),
    ringingAt: instant('ringing_at'),
    answeredAt: instant('answered_at'),
    endedAt: instant('ended_at'),
    durationSeconds: integer('duration_seconds'),
    answeredBy: text('answered_by'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [index('call_legs_of').on(t.callId)],
);

/** A recording that was asked for; `requested` is the intent, so that a crash does not lose it. */
export const recordings = pgTable(
  'recordings',
  {
    id: text().primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    callId: text('call_id')
      .notNull()
      .references(() => calls.id, { onDelete: 'cascade' })
      .unique(),
    carrierSid: text('carrier_sid').unique(),
    status: text().$type<'requested' | 'in-progress' | 'completed' | 'absent' | 'failed'>().notNull(),
    /** The carrier's address of the sound; never leaves the server. */
    mediaUrl: text('media_url'),
    durationSeconds: integer('duration_seconds'),
    channels: integer(),
    requestedAt: instant('requested_at').notNull(),
    startedAt: instant('started_at'),
    completedAt: instant('completed_at'),
    attempts: integer().notNull().default(0),
    nextTryAt: instant('next_try_at'),
  },
  (t) => [index('recordings_to_start').on(t.nextTryAt).where(sql`next_try_at is not null`)],
);

export const transcriptions = pgTable(
  'transcriptions',
  {
    id: text().primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    callId: text('call_id')
      .notNull()
      .references(() => calls.id, { onDelete: 'cascade' }),
    carrierSid: text('carrier_sid').notNull().unique(),
    status: text().notNull(),
    text: text(),
    receivedAt: instant('received_at').notNull(),
  },
  (t) => [index('transcriptions_of').on(t.callId)],
);

/** A prompt that the operator ticked while talking. */
export const callConfirmations = pgTable(
  'call_confirmations',
  {
    id: text().primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    callId: text('call_id')
      .notNull()
      .references(() => calls.id, { onDelete: 'cascade' }),
    promptKey: text('prompt_key').notNull(),
    promptText: text('prompt_text').notNull(),
    confirmedBy: text('confirmed_by')
      .notNull()
      .references(() => users.id),
    confirmedAt: instant('confirmed_at').notNull(),
  },
  (t) => [unique('call_confirmations_once').on(t.callId, t.promptKey)],
);

/** Numbers that are never dialled for an organization. */
export const optOuts = pgTable(
  'opt_outs',
  {
    id: text().primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    /** E.164. */
    phone: text().notNull(),
    reason: text(),
    createdBy: text('created_by').references(() => users.id),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [unique('opt_outs_once').on(t.organizationId, t.phone)],
);

/** Calls granted within the last second, per space and per organization: the rate that all instances share. */
export const carrierRate = pgTable('carrier_pace', {
  /** `space` or an organization's id. */
  scope: text().primaryKey(),
  /** `[milliseconds since epoch, calls granted]`, newest last. */
  recent: jsonb().$type<[number, number][]>().notNull().default([]),
  lastGrantAt: instant('last_grant_at'),
});
