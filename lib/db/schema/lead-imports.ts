import { sql } from 'drizzle-orm';
import { index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex } from 'drizzle-orm/pg-core';
import { bytes, instant } from './columns';
import { campaigns, clients } from './leads';
import { organizations, users } from './orgs';

/** The position of a reading of an email tool; absent parts are read from the start. */
export interface EmailToolCursor {
  /** When the current round began. */
  roundAt?: string;
  /** Campaigns already read in the current round, by external id. */
  done?: string[];
  /** The current campaign, its next page, and its figures before its first page. */
  current?: { campaign: string; part: 'sent' | 'leads' | 'replies'; page: number; mark?: string };
  /** When the last full round began. */
  fullAt?: string;
  /** Whether the current round reads everything. */
  isFull?: boolean;
}

/** One connected workspace of an email tool. */
export const emailTools = pgTable(
  'email_tools',
  {
    id: text().primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    provider: text().$type<'emailbison'>().notNull(),
    baseUrl: text('base_url').notNull(),
    workspaceId: text('workspace_id').notNull(),
    workspaceName: text('workspace_name').notNull(),
    /** The API token and the token of the webhook's address, encrypted and bound to this row; null once disconnected. */
    credentials: text(),
    /** SHA-256 of the token in the webhook's address, for lookups. */
    webhookTokenHash: text('webhook_token_hash').notNull(),
    /** Name of the custom variable with the phone number. */
    phoneVariable: text('phone_variable'),
    /** The client of new campaigns. */
    clientId: text('client_id').references(() => clients.id, { onDelete: 'set null' }),
    status: text().$type<'connected' | 'needs_attention' | 'disconnected'>().notNull().default('connected'),
    /** Stable word for what is wrong, e.g. `token_refused`; null while healthy. */
    healthReason: text('health_reason'),
    cursor: jsonb().$type<EmailToolCursor>().notNull().default({}),
    /** When the last round ended. */
    importedAt: instant('imported_at'),
    nextImportAt: instant('next_import_at').notNull(),
    /** Until then one runner is reading it. */
    leaseUntil: instant('lease_until'),
    createdBy: text('created_by').references(() => users.id),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    uniqueIndex('email_tools_workspace_once')
      .on(t.organizationId, t.baseUrl, t.workspaceId)
      .where(sql`status <> 'disconnected'`),
    uniqueIndex('email_tools_webhook').on(t.webhookTokenHash),
    index('email_tools_due').on(t.nextImportAt).where(sql`status <> 'disconnected'`),
  ],
);

/** Column of a file → field of a lead; other columns are skipped. */
export type ColumnMapping = Record<string, string>;

/** One file of leads, from its upload to its result. */
export const leadImports = pgTable(
  'lead_imports',
  {
    id: text().primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    fileName: text('file_name').notNull(),
    encoding: text().notNull(),
    delimiter: text().notNull(),
    columns: jsonb().$type<string[]>().notNull(),
    /** Field by the column's place, counted from 0. */
    mapping: jsonb().$type<ColumnMapping>().notNull(),
    /** The zone of times without one, and the order of day and month. */
    timezone: text().notNull(),
    dayOrder: text('day_order').$type<'day_first' | 'month_first'>().notNull(),
    /** Country of numbers without a country code. */
    phoneCountry: text('phone_country'),
    campaignId: text('campaign_id').references(() => campaigns.id, { onDelete: 'set null' }),
    /** A campaign to create when the import starts. */
    newCampaignName: text('new_campaign_name'),
    clientId: text('client_id').references(() => clients.id, { onDelete: 'set null' }),
    /** `stopped`: every attempt failed; the remaining rows wait until someone starts it again. */
    status: text().$type<'receiving' | 'uploaded' | 'running' | 'stopped' | 'done'>().notNull(),
    /** Size of a file sent in parts; else null. */
    uploadBytes: integer('upload_bytes'),
    /** Rows below the header. */
    rows: integer().notNull().default(0),
    created: integer().notNull().default(0),
    updated: integer().notNull().default(0),
    unchanged: integer().notNull().default(0),
    failed: integer().notNull().default(0),
    createdBy: text('created_by').references(() => users.id),
    createdAt: instant('created_at').notNull(),
    startedAt: instant('started_at'),
    finishedAt: instant('finished_at'),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [index('lead_imports_of').on(t.organizationId, t.createdAt, t.id)],
);

/** A part of a file, deleted once the whole file was read. */
export const leadImportParts = pgTable(
  'lead_import_parts',
  {
    importId: text('import_id')
      .notNull()
      .references(() => leadImports.id, { onDelete: 'cascade' }),
    /** Counted from 1. */
    part: integer().notNull(),
    bytes: bytes().notNull(),
    sha256: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.importId, t.part] })],
);

/** Up to a thousand records of a file, deleted once they are imported. */
export const leadImportChunks = pgTable(
  'lead_import_chunks',
  {
    importId: text('import_id')
      .notNull()
      .references(() => leadImports.id, { onDelete: 'cascade' }),
    /** Line of the file on which the first row begins. */
    firstLine: integer('first_line').notNull(),
    /** A row for each line from there on; empty where no record begins. */
    rows: jsonb().$type<string[][]>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.importId, t.firstLine] })],
);

/** A row with a problem. */
export const leadImportErrors = pgTable(
  'lead_import_errors',
  {
    importId: text('import_id')
      .notNull()
      .references(() => leadImports.id, { onDelete: 'cascade' }),
    /** Line of the file on which it begins; the header is line 1. */
    line: integer().notNull(),
    /** Column at fault; null for the row as a whole. */
    column: text(),
    reason: text().notNull(),
    cells: jsonb().$type<string[]>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.importId, t.line] })],
);
