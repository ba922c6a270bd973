import { sql } from 'drizzle-orm';
import { boolean, index, integer, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core';
import type { Actor } from '@/lib/core/context';
import { instant } from './columns';
import { organizations, users } from './orgs';

/** Where events are sent: a URL for Standard Webhooks, or a CRM through its API. */
export type EndpointKind = 'standard' | 'hubspot' | 'salesforce';

/** Why an endpoint is off: by a person, after a 410, or after five days of failures. */
export type DisabledReason = 'by_hand' | 'gone' | 'failing';

/** An endpoint for an organization's events. */
export const webhookEndpoints = pgTable(
  'webhook_endpoints',
  {
    id: text().primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    kind: text().$type<EndpointKind>().notNull(),
    /** The URL of a `standard` endpoint; the My Domain URL of `salesforce`; null for `hubspot`. */
    url: text(),
    description: text().notNull().default(''),
    eventTypes: text('event_types').array().notNull(),
    enabled: boolean().notNull().default(true),
    disabledReason: text('disabled_reason').$type<DisabledReason>(),
    disabledAt: instant('disabled_at'),
    /** Encrypted: the signing secret, or the credentials of the CRM. */
    secret: text().notNull(),
    /** The previous secret, encrypted; signs, too, until `previousSecretUntil`. */
    previousSecret: text('previous_secret'),
    previousSecretUntil: instant('previous_secret_until'),
    /** Since when every attempt failed; null after a success. */
    failingSince: instant('failing_since'),
    lastSuccessAt: instant('last_success_at'),
    lastFailureAt: instant('last_failure_at'),
    /** When its settings were last synced to the hosted service; null = never. */
    hostedAt: instant('hosted_at'),
    createdBy: text('created_by').references(() => users.id),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [index('webhook_endpoints_of').on(t.organizationId, t.createdAt)],
);

/** One event as it is published; written once for all endpoints. */
export const webhookMessages = pgTable(
  'webhook_messages',
  {
    id: text().primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    eventType: text('event_type').notNull(),
    /** Identifies the event, e.g. a history id, or a lead with its booking: it is written once. */
    sourceKey: text('source_key').notNull(),
    bookingId: text('booking_id'),
    /** The body as it is signed and sent, to the byte. */
    body: text().notNull(),
    occurredAt: instant('occurred_at').notNull(),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    unique('webhook_messages_once').on(t.organizationId, t.sourceKey, t.eventType),
    index('webhook_messages_of').on(t.organizationId, t.createdAt),
  ],
);

/** `handed_over`: the hosted service delivers it. */
export type DeliveryStatus = 'waiting' | 'delivered' | 'handed_over' | 'failed';

/** The delivery of a message to one endpoint. */
export const webhookDeliveries = pgTable(
  'webhook_deliveries',
  {
    id: text().primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    messageId: text('message_id')
      .notNull()
      .references(() => webhookMessages.id, { onDelete: 'cascade' }),
    endpointId: text('endpoint_id')
      .notNull()
      .references(() => webhookEndpoints.id, { onDelete: 'cascade' }),
    status: text().$type<DeliveryStatus>().notNull().default('waiting'),
    /** Counts replays: each restarts the retry schedule. */
    round: integer().notNull().default(0),
    /** Attempts of all rounds: the newest attempt's number. */
    attempts: integer().notNull().default(0),
    /** Attempts of this round. */
    tries: integer().notNull().default(0),
    nextAttemptAt: instant('next_attempt_at'),
    /** Until then one runner is sending it. */
    claimedUntil: instant('claimed_until'),
    lastStatusCode: integer('last_status_code'),
    /** Stable word for why the last attempt failed, e.g. `timeout`. */
    lastError: text('last_error'),
    finishedAt: instant('finished_at'),
    createdAt: instant('created_at').notNull(),
  },
  (t) => [
    unique('webhook_deliveries_once').on(t.messageId, t.endpointId),
    index('webhook_deliveries_of').on(t.organizationId, t.id),
    index('webhook_deliveries_to').on(t.endpointId, t.status, t.id),
    index('webhook_deliveries_waiting').on(t.endpointId).where(sql`status = 'waiting'`),
  ],
);

/** One request of a delivery, written before it is sent. Without an end its result is unknown. */
export const webhookAttempts = pgTable(
  'webhook_attempts',
  {
    id: text().primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    deliveryId: text('delivery_id')
      .notNull()
      .references(() => webhookDeliveries.id, { onDelete: 'cascade' }),
    number: integer().notNull(),
    startedAt: instant('started_at').notNull(),
    finishedAt: instant('finished_at'),
    durationMs: integer('duration_ms'),
    statusCode: integer('status_code'),
    error: text(),
    /** The beginning of the response body. */
    response: text(),
  },
  (t) => [unique('webhook_attempts_once').on(t.deliveryId, t.number)],
);

/** The record of a booking in a CRM. */
export const crmObjects = pgTable(
  'crm_objects',
  {
    id: text().primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    endpointId: text('endpoint_id')
      .notNull()
      .references(() => webhookEndpoints.id, { onDelete: 'cascade' }),
    bookingId: text('booking_id').notNull(),
    /** The CRM's id of the meeting or event. */
    externalId: text('external_id').notNull(),
    /** The time of the newest event sent. */
    sentAt: instant('told_at').notNull(),
  },
  (t) => [unique('crm_objects_once').on(t.endpointId, t.bookingId)],
);

/** Who did what in an organization; never changed, without secrets. */
export const auditLog = pgTable(
  'audit_log',
  {
    id: text().primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    at: instant('at').notNull(),
    actor: jsonb().$type<Actor>().notNull(),
    /** e.g. `webhook_endpoint.created`. */
    action: text().notNull(),
    targetId: text('target_id'),
    /** The target's name at that time. */
    targetName: text('target_name'),
    detail: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    requestId: text('request_id'),
  },
  (t) => [index('audit_log_of').on(t.organizationId, t.id)],
);
