import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, text, unique, uniqueIndex } from 'drizzle-orm/pg-core';
import { instant } from './columns';
import { organizations, services, staff, users } from './orgs';

export type CalendarProviderName = 'calcom' | 'calendly' | 'google' | 'outlook' | 'calendly_embed' | 'sandbox';

/** Working hours of a calendar without its own slots: local wall time per ISO weekday (1 = Monday). */
export interface WorkingHours {
  timeZone: string;
  days: { weekday: number; start: string; end: string }[];
}

/** What an organization chose for a connection; every provider uses the members that concern it. */
export interface ConnectionSettings {
  /** Bookable event type: Cal.com's number, Calendly's URI. */
  eventTypeId?: string;
  eventTypeName?: string;
  /** Cal.com team. */
  teamId?: string;
  bufferMinutes?: number;
  /** Google, Outlook: which calendar, and how its slots are cut. */
  calendarId?: string;
  slotMinutes?: number;
  workingHours?: WorkingHours;
  /** Calendly embed: the share address. */
  shareUrl?: string;
  /** Whether bookings made at the provider are called at their time, where a number is known. */
  callExternal?: boolean;
}

/** Where a provider tells us of changes; the secret is encrypted. */
export interface ConnectionSubscription {
  id: string;
  /** Google: the resource to stop the channel with. */
  resourceId?: string;
  secret: string;
  expiresAt?: string;
  checkedAt: string;
  state: 'active' | 'disabled' | 'missing';
}

/** One connected calendar account. */
export const connections = pgTable(
  'connections',
  {
    id: text().primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    provider: text().$type<CalendarProviderName>().notNull(),
    /** The account as the provider names it: a user id or URI. Reconnecting it replaces the connection. */
    accountId: text('account_id').notNull(),
    /** What people call it: an email address or a share address. */
    accountLabel: text('account_label').notNull(),
    /** JSON, encrypted and bound to this row; null once disconnected. */
    credentials: text(),
    settings: jsonb().$type<ConnectionSettings>().notNull().default({}),
    isDefault: boolean('is_default').notNull().default(false),
    status: text().$type<'connected' | 'needs_attention' | 'disconnected'>().notNull().default('connected'),
    /** Stable word for what is wrong, e.g. `grant_expired`; null while healthy. */
    healthReason: text('health_reason'),
    healthCheckedAt: instant('health_checked_at'),
    /** When the access token ends; null for keys. */
    tokenExpiresAt: instant('token_expires_at'),
    /** Who refreshes the tokens right now: nobody else may use the single-use refresh token. */
    leaseToken: text('lease_token'),
    leaseUntil: instant('lease_until'),
    subscription: jsonb().$type<ConnectionSubscription>(),
    /** Where the provider's change list was read up to. */
    syncCursor: text('sync_cursor'),
    syncedAt: instant('synced_at'),
    createdBy: text('created_by').references(() => users.id),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    uniqueIndex('connections_one_default').on(t.organizationId).where(sql`is_default and status <> 'disconnected'`),
    uniqueIndex('connections_account_once')
      .on(t.organizationId, t.provider, t.accountId)
      .where(sql`status <> 'disconnected'`),
    index('connections_token_expiry').on(t.tokenExpiresAt).where(sql`status <> 'disconnected'`),
  ],
);

/** An AI agent, as far as calendars are concerned: it may offer another calendar than the organization's default. */
export const agents = pgTable(
  'agents',
  {
    id: text().primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    widgetKey: text('widget_key').notNull().unique(),
    connectionId: text('connection_id').references(() => connections.id, { onDelete: 'set null' }),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [index('agents_organization').on(t.organizationId, t.name)],
);

/** A member of staff as the provider knows him. */
export const hostMappings = pgTable(
  'host_mappings',
  {
    id: text().primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    connectionId: text('connection_id')
      .notNull()
      .references(() => connections.id, { onDelete: 'cascade' }),
    staffId: text('staff_id')
      .notNull()
      .references(() => staff.id, { onDelete: 'cascade' }),
    hostId: text('host_id').notNull(),
    hostEmail: text('host_email'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    unique('host_mappings_staff_once').on(t.connectionId, t.staffId),
    unique('host_mappings_host_once').on(t.connectionId, t.hostId),
  ],
);

/** A service as an event type of the provider: its bookings are written there. */
export const serviceMappings = pgTable(
  'service_mappings',
  {
    id: text().primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    connectionId: text('connection_id')
      .notNull()
      .references(() => connections.id, { onDelete: 'cascade' }),
    serviceId: text('service_id')
      .notNull()
      .references(() => services.id, { onDelete: 'cascade' })
      .unique(),
    eventTypeId: text('event_type_id').notNull(),
    eventTypeName: text('event_type_name').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [index('service_mappings_connection').on(t.connectionId)],
);

/** Slot tokens that were used: each books at most once. */
export const spentSlotTokens = pgTable(
  'spent_slot_tokens',
  {
    tokenId: text('token_id').primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    bookingId: text('booking_id').notNull(),
    spentAt: instant('spent_at').notNull(),
  },
  (t) => [index('spent_slot_tokens_age').on(t.spentAt)],
);

/** An OAuth consent under way, bound to the browser session that began it. */
export const oauthStates = pgTable(
  'oauth_states',
  {
    /** SHA-256 of the state parameter. */
    stateHash: text('state_hash').primaryKey(),
    provider: text().$type<CalendarProviderName>().notNull(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    userId: text('user_id')
      .notNull()
      .references(() => users.id, { onDelete: 'cascade' }),
    /** PKCE verifier, encrypted. */
    codeVerifier: text('code_verifier').notNull(),
    createdAt: instant('created_at').notNull(),
    expiresAt: instant('expires_at').notNull(),
    usedAt: instant('used_at'),
  },
  (t) => [index('oauth_states_expiry').on(t.expiresAt)],
);

/** The last event types a provider told us, shown while it cannot be asked. */
export const eventTypeCaches = pgTable('event_type_caches', {
  connectionId: text('connection_id')
    .primaryKey()
    .references(() => connections.id, { onDelete: 'cascade' }),
  eventTypes: jsonb('event_types').notNull(),
  fetchedAt: instant('fetched_at').notNull(),
  failures: integer().notNull().default(0),
});
