import { boolean, index, integer, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core';
import type { Role } from '@/lib/core/context';
import { instant } from './columns';

export const organizations = pgTable('organizations', {
  id: text().primaryKey(),
  slug: text().notNull().unique(),
  name: text().notNull(),
  plan: text().$type<'free' | 'pro' | 'business' | 'enterprise'>().notNull().default('free'),
  addOns: text('add_ons').array().notNull().default([]),
  flags: text().array().notNull().default([]),
  timeZone: text('time_zone').notNull().default('UTC'),
  defaultBookingDuration: integer('default_booking_duration').notNull().default(30),
  bookingEnabled: boolean('booking_enabled').notNull().default(false),
  createdAt: instant('created_at').notNull().defaultNow(),
});

export const users = pgTable('users', {
  id: text().primaryKey(),
  /** Lower case, trimmed. */
  email: text().notNull().unique(),
  name: text().notNull(),
  passwordHash: text('password_hash').notNull(),
  createdAt: instant('created_at').notNull().defaultNow(),
});

export const memberships = pgTable(
  'memberships',
  {
    id: text().primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    role: text().$type<Role>().notNull(),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [unique('memberships_one_per_person').on(t.organizationId, t.userId), index('memberships_user').on(t.userId)],
);

export const invites = pgTable(
  'invites',
  {
    id: text().primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    email: text().notNull(),
    role: text().$type<Role>().notNull(),
    /** SHA-256 of the token in the link; the token itself is never stored. */
    tokenHash: text('token_hash').notNull().unique(),
    invitedBy: text('invited_by')
      .notNull()
      .references(() => users.id),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    acceptedAt: instant('accepted_at'),
    revokedAt: instant('revoked_at'),
  },
  (t) => [index('invites_organization').on(t.organizationId, t.createdAt)],
);

export const sessions = pgTable(
  'sessions',
  {
    id: text().primaryKey(),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    revokedAt: instant('revoked_at'),
  },
  (t) => [index('sessions_user').on(t.userId), index('sessions_expiry').on(t.expiresAt)],
);

export const apiKeys = pgTable(
  'api_keys',
  {
    id: text().primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    /** SHA-256 of the key; the key is shown once and never stored. */
    keyHash: text('key_hash').notNull().unique(),
    last4: text().notNull(),
    scopes: text().array().notNull(),
    createdBy: text('created_by')
      .notNull()
      .references(() => users.id),
    createdAt: instant('created_at').notNull(),
    lastUsedAt: instant('last_used_at'),
    revokedAt: instant('revoked_at'),
  },
  (t) => [index('api_keys_organization').on(t.organizationId, t.createdAt)],
);

/** A person who can be booked. Usually a member; `phone` is where an operator leg rings. */
export const staff = pgTable(
  'staff',
  {
    id: text().primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    userId: text('user_id').references(() => users.id, { onDelete: 'set null' }),
    name: text().notNull(),
    email: text(),
    /** E.164. */
    phone: text(),
    timeZone: text('time_zone').notNull().default('UTC'),
    active: boolean().notNull().default(true),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [
    unique('staff_one_per_member').on(t.organizationId, t.userId),
    index('staff_organization').on(t.organizationId, t.name),
  ],
);

export const services = pgTable(
  'services',
  {
    id: text().primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    slug: text().notNull(),
    name: text().notNull(),
    durationMinutes: integer('duration_minutes').notNull(),
    bufferBeforeMinutes: integer('buffer_before_minutes').notNull().default(0),
    bufferAfterMinutes: integer('buffer_after_minutes').notNull().default(0),
    active: boolean().notNull().default(true),
    createdAt: instant('created_at').notNull().defaultNow(),
  },
  (t) => [unique('services_slug').on(t.organizationId, t.slug)],
);

/** In-app notices: something happened that a person must know (a missed call, a carrier alarm). */
export const notices = pgTable(
  'notices',
  {
    id: text().primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    /** Null: everyone who may see bookings. */
    userId: text('user_id').references(() => users.id, { onDelete: 'cascade' }),
    kind: text().notNull(),
    bookingId: text('booking_id'),
    message: text().notNull(),
    createdAt: instant('created_at').notNull(),
    readAt: instant('read_at'),
  },
  (t) => [index('notices_unread').on(t.organizationId, t.createdAt)],
);

/** Replays of POSTs that carried an Idempotency-Key. `response` is encrypted: it may hold a secret shown once. */
export const idempotencyKeys = pgTable(
  'idempotency_keys',
  {
    id: text().primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    route: text().notNull(),
    key: text().notNull(),
    requestHash: text('request_hash').notNull(),
    status: integer(),
    response: text(),
    createdAt: instant('created_at').notNull(),
    lockedUntil: instant('locked_until').notNull(),
  },
  (t) => [
    unique('idempotency_keys_once').on(t.organizationId, t.route, t.key),
    index('idempotency_keys_age').on(t.createdAt),
  ],
);

/** One row per run of a cron endpoint: the heartbeat that makes a silent cron visible. */
export const cronRuns = pgTable(
  'cron_runs',
  {
    id: text().primaryKey(),
    name: text().notNull(),
    requestId: text('request_id').notNull(),
    startedAt: instant('started_at').notNull(),
    finishedAt: instant('finished_at'),
    counts: jsonb().$type<Record<string, number>>(),
    error: text(),
  },
  (t) => [index('cron_runs_recent').on(t.name, t.startedAt)],
);
