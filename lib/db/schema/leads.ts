import { sql } from 'drizzle-orm';
import { index, jsonb, pgTable, text, unique } from 'drizzle-orm/pg-core';
import { instant } from './columns';
import { organizations } from './orgs';

/** Where leads are imported from. */
export type LeadSource = 'emailbison' | 'csv';

/** A company the organization runs campaigns for. */
export const clients = pgTable(
  'clients',
  {
    id: text().primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    name: text().notNull(),
    createdAt: instant('created_at').notNull(),
    archivedAt: instant('archived_at'),
  },
  (t) => [index('clients_of').on(t.organizationId, t.name, t.id)],
);

/** A campaign of a client, or of the organization itself. */
export const campaigns = pgTable(
  'campaigns',
  {
    id: text().primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    clientId: text('client_id').references(() => clients.id, { onDelete: 'set null' }),
    name: text().notNull(),
    source: text().$type<LeadSource>().notNull(),
    /** `{workspace}/{campaign}` at the email tool; null for campaigns created here. */
    externalId: text('external_id'),
    /** The email tool's own status. */
    status: text(),
    /** The email tool's figures when its leads were last read; while they stay the same, no lead has changed. */
    externalMark: text('external_mark'),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    unique('campaigns_external_once').on(t.organizationId, t.source, t.externalId),
    index('campaigns_of_client').on(t.organizationId, t.clientId, t.id),
  ],
);

/** The local day on which a lead was counted at each stage; absent = not counted there. */
export type FoldedStages = Partial<
  Record<'sent' | 'delivered' | 'replied' | 'interested' | 'booked' | 'showed' | 'no_show', string>
>;

/** One person in one campaign. A stage is reached when its time is set; the funnel's refresh folds dirty leads. */
export const leads = pgTable(
  'leads',
  {
    id: text().primaryKey(),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    campaignId: text('campaign_id')
      .notNull()
      .references(() => campaigns.id, { onDelete: 'cascade' }),
    email: text().notNull(),
    firstName: text('first_name'),
    lastName: text('last_name'),
    company: text(),
    title: text(),
    /** E.164. */
    phone: text(),
    timezone: text(),
    externalId: text('external_id'),
    custom: jsonb().$type<Record<string, string>>().notNull().default({}),
    /** What matching compares; derived from the fields above by one function. */
    emailKey: text('email_key').notNull(),
    nameKey: text('name_key'),
    companyKey: text('company_key'),
    /** Of a company email; null for free mail providers. */
    domain: text(),
    sentAt: instant('sent_at'),
    deliveredAt: instant('delivered_at'),
    repliedAt: instant('replied_at'),
    interestedAt: instant('interested_at'),
    bouncedAt: instant('bounced_at'),
    unsubscribedAt: instant('unsubscribed_at'),
    /** When the latest accepted booking was made; null while there is none. */
    bookedAt: instant('booked_at'),
    /** When the lead showed up at it. */
    showedAt: instant('showed_at'),
    /** When the lead missed it. */
    noShowAt: instant('no_show_at'),
    /** The latest accepted booking: id, start, provider, join link. */
    bookingId: text('booking_id'),
    bookingAt: instant('booking_at'),
    bookingProvider: text('booking_provider'),
    bookingJoinUrl: text('booking_join_url'),
    /** Set by every change of a stage; null once folded into the counters. */
    dirtyAt: instant('dirty_at'),
    folded: jsonb().$type<FoldedStages>().notNull().default({}),
    createdAt: instant('created_at').notNull(),
    updatedAt: instant('updated_at').notNull(),
  },
  (t) => [
    unique('leads_once').on(t.campaignId, t.emailKey),
    index('leads_listed').on(t.organizationId, t.id),
    index('leads_of_campaign').on(t.campaignId, t.id),
    index('leads_by_email').on(t.organizationId, t.emailKey),
    index('leads_by_name').on(t.organizationId, t.nameKey).where(sql`name_key is not null`),
    index('leads_by_phone').on(t.organizationId, t.phone).where(sql`phone is not null`),
    index('leads_by_company').on(t.organizationId, t.companyKey).where(sql`company_key is not null`),
    index('leads_by_domain').on(t.organizationId, t.domain).where(sql`domain is not null`),
    index('leads_by_external').on(t.campaignId, t.externalId).where(sql`external_id is not null`),
    index('leads_by_booking').on(t.bookingId).where(sql`booking_id is not null`),
    index('leads_dirty').on(t.dirtyAt).where(sql`dirty_at is not null`),
    index('leads_dirty_of').on(t.organizationId, t.dirtyAt).where(sql`dirty_at is not null`),
    index('leads_sent').on(t.campaignId, t.sentAt, t.id).where(sql`sent_at is not null`),
    index('leads_delivered').on(t.campaignId, t.deliveredAt, t.id).where(sql`delivered_at is not null`),
    index('leads_replied').on(t.campaignId, t.repliedAt, t.id).where(sql`replied_at is not null`),
    index('leads_interested').on(t.campaignId, t.interestedAt, t.id).where(sql`interested_at is not null`),
    index('leads_booked').on(t.campaignId, t.bookedAt, t.id).where(sql`booked_at is not null`),
    index('leads_showed').on(t.campaignId, t.showedAt, t.id).where(sql`showed_at is not null`),
    index('leads_no_show').on(t.campaignId, t.noShowAt, t.id).where(sql`no_show_at is not null`),
  ],
);
