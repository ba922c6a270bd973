import { bigint, boolean, date, index, pgTable, primaryKey, text } from 'drizzle-orm/pg-core';
import { instant } from './columns';
import { campaigns } from './leads';
import { organizations } from './orgs';

const count = (name: string) => bigint(name, { mode: 'number' }).notNull().default(0);

/** Leads that reached each stage; the refresh updates them by difference. */
const stageCounts = () => ({
  sent: count('sent'),
  delivered: count('delivered'),
  replied: count('replied'),
  interested: count('interested'),
  booked: count('booked'),
  showed: count('showed'),
  noShow: count('no_show'),
});

/** A campaign's funnel over all time. */
export const funnelTotals = pgTable(
  'funnel_totals',
  {
    campaignId: text('campaign_id')
      .primaryKey()
      .references(() => campaigns.id, { onDelete: 'cascade' }),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    ...stageCounts(),
  },
  (t) => [index('funnel_totals_of').on(t.organizationId)],
);

/** The same by the local day on which the leads entered the funnel: that of the first email. */
export const funnelDays = pgTable(
  'funnel_days',
  {
    campaignId: text('campaign_id')
      .notNull()
      .references(() => campaigns.id, { onDelete: 'cascade' }),
    organizationId: text('organization_id')
      .notNull()
      .references(() => organizations.id, { onDelete: 'cascade' }),
    day: date({ mode: 'string' }).notNull(),
    ...stageCounts(),
  },
  (t) => [primaryKey({ columns: [t.campaignId, t.day] }), index('funnel_days_of').on(t.organizationId, t.day)],
);

/** An organization's counters: the time zone of their days, and when they were last checked. */
export const funnelStates = pgTable('funnel_states', {
  organizationId: text('organization_id')
    .primaryKey()
    .references(() => organizations.id, { onDelete: 'cascade' }),
  timeZone: text('time_zone').notNull(),
  checkedAt: instant('checked_at'),
  /** Whether the last check found no difference. */
  agreed: boolean(),
});
