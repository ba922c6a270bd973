import { and, eq, type SQL, sql } from 'drizzle-orm';
import { AppError, notFound } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { campaigns, clients } from '@/lib/db/schema/leads';
import { organizations } from '@/lib/db/schema/orgs';
import { daysFrom } from '@/lib/time/calendar-days';

/** What a query of the funnel takes. */
export type FunnelContext = Pick<CommandContext, 'db' | 'org' | 'now'>;

/** Which campaigns: one, a client's, or all of the organization. */
export interface ScopeQuery {
  client?: string | undefined;
  campaign?: string | undefined;
}

/** Local days of the organization, both included. */
export interface Period {
  from: string;
  to: string;
}

interface Scope {
  client: { id: string; name: string } | null;
  campaign: { id: string; name: string } | null;
  zone: string;
}

/** The client and campaign of a query, by name. @throws AppError `not_found` */
export async function requireScope({ db, org }: FunnelContext, { client, campaign }: ScopeQuery): Promise<Scope> {
  const [organization] = await db
    .select({ zone: organizations.timeZone })
    .from(organizations)
    .where(eq(organizations.id, org));
  if (!organization) throw notFound('organization');
  const scope: Scope = { client: null, campaign: null, zone: organization.zone };
  if (client !== undefined) {
    const [row] = await db
      .select({ id: clients.id, name: clients.name })
      .from(clients)
      .where(and(eq(clients.organizationId, org), eq(clients.id, client)));
    if (!row) throw notFound('client');
    scope.client = row;
  }
  if (campaign !== undefined) {
    const [row] = await db
      .select({ id: campaigns.id, name: campaigns.name })
      .from(campaigns)
      .where(and(eq(campaigns.organizationId, org), eq(campaigns.id, campaign)));
    if (!row) throw notFound('campaign');
    scope.campaign = row;
  }
  return scope;
}

/** The campaigns `c` of a scope. */
export function inScope({ org }: FunnelContext, { client, campaign }: ScopeQuery): SQL {
  return sql`c.organization_id = ${org}
    ${client === undefined ? sql`` : sql`and c.client_id = ${client}`}
    ${campaign === undefined ? sql`` : sql`and c.id = ${campaign}`}`;
}

/** Longer than any useful comparison, and short enough to list every day. */
const MAX_DAYS = 3660;
/** Before any counted day. */
const FIRST_DAY = '1970-01-01';

/**
 * The period of a query; null for all time. With one end given, the other is the first day of all, or today.
 * @throws AppError `validation_failed` when it ends before it begins, is too long, or out of range
 */
export function readPeriod(
  { from, to }: { from?: string | undefined; to?: string | undefined },
  today: string,
): Period | null {
  if (from === undefined && to === undefined) return null;
  const period = { from: from ?? '2000-01-01', to: to ?? (from !== undefined && from > today ? from : today) };
  const message =
    period.to < period.from
      ? 'The end date is before the start date.'
      : period.from < FIRST_DAY || daysFrom(today, period.to) > MAX_DAYS
        ? 'Choose dates between 1970 and ten years from now.'
        : from !== undefined && to !== undefined && daysFrom(from, to) > MAX_DAYS
          ? 'Choose a period of ten years or less.'
          : null;
  if (message) throw new AppError('validation_failed', message, { fields: [{ field: 'to', message }] });
  return period;
}
