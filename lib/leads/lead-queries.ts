import { and, asc, desc, eq, isNotNull, isNull, lt, type SQL, sql } from 'drizzle-orm';
import {
  type LeadDetailsWire,
  type LeadStage,
  type LeadsQuery,
  type LeadWire,
  leadLimits,
} from '@/lib/contracts/leads';
import { notFound } from '@/lib/core/errors';
import type { ReadContext } from '@/lib/db/command-context';
import { containing } from '@/lib/db/containing';
import { cutPage, readIdCursor, writeIdCursor } from '@/lib/db/cursor';
import { attendees, bookings } from '@/lib/db/schema/bookings';
import { campaigns, clients, leads } from '@/lib/db/schema/leads';
import { leadWire } from '@/lib/leads/internal/lead-wire';

interface LeadPage {
  leads: LeadWire[];
  nextCursor: string | null;
  total: { count: number; capped: boolean };
}

/** Must stay identical to the expression of the trigram index `leads_search`. */
export const leadSearchText = sql`lower(${leads.email} || ' ' || coalesce(${leads.firstName}, '') || ' ' || coalesce(${leads.lastName}, '') || ' ' || coalesce(${leads.company}, ''))`;

const MAX_WORDS = 6;
const MAX_BOOKINGS = 100;

/** One page of an organization's leads, the newest first. @throws AppError `invalid_cursor` */
export async function listLeads(ctx: ReadContext, query: LeadsQuery): Promise<LeadPage> {
  const filter = leadFilter(ctx, query);
  const after = query.cursor === undefined ? undefined : lt(leads.id, readIdCursor(query.cursor, 'lead'));
  const [rows, total] = await Promise.all([
    selectLeads(ctx, and(filter, after))
      .orderBy(desc(leads.id))
      .limit(query.limit + 1),
    countUpTo(ctx, filter, leadLimits.countedUpTo),
  ]);
  const { page, last } = cutPage(rows, query.limit);
  return { leads: page.map(leadWire), nextCursor: last ? writeIdCursor(last.lead.id) : null, total };
}

/** A lead with the bookings it was matched to, the latest first. @throws AppError `not_found` */
export async function getLead(ctx: ReadContext, id: string): Promise<LeadDetailsWire> {
  const [row] = await selectLeads(ctx, and(eq(leads.organizationId, ctx.org), eq(leads.id, id))).limit(1);
  if (!row) throw notFound('lead');
  const booked = await ctx.db
    .select({
      id: bookings.id,
      title: bookings.title,
      start: bookings.startTime,
      status: bookings.status,
      attendee: { id: attendees.id, name: attendees.name },
      match_method: attendees.matchMethod,
      match_score: attendees.matchScore,
      showed_up: attendees.showedUp,
    })
    .from(attendees)
    .innerJoin(bookings, eq(bookings.id, attendees.bookingId))
    .where(and(eq(attendees.leadId, id), eq(attendees.organizationId, ctx.org)))
    .orderBy(desc(bookings.startTime), asc(attendees.id))
    .limit(MAX_BOOKINGS);
  return {
    ...leadWire(row),
    external_id: row.lead.externalId,
    custom: row.lead.custom,
    bookings: booked.map(({ start, ...booking }) => ({ ...booking, start_time: start.toISOString() })),
  };
}

function selectLeads({ db }: ReadContext, which: SQL | undefined) {
  return db
    .select({ lead: leads, campaignName: campaigns.name, clientId: campaigns.clientId, clientName: clients.name })
    .from(leads)
    .innerJoin(campaigns, eq(campaigns.id, leads.campaignId))
    .leftJoin(clients, eq(clients.id, campaigns.clientId))
    .where(which)
    .$dynamic();
}

function leadFilter({ org }: ReadContext, { campaign_id, client_id, stage, q }: LeadsQuery): SQL | undefined {
  const words = q?.split(/\s+/).filter(Boolean).slice(0, MAX_WORDS) ?? [];
  return and(
    eq(leads.organizationId, org),
    campaign_id === undefined ? undefined : eq(leads.campaignId, campaign_id),
    client_id === undefined
      ? undefined
      : sql`${leads.campaignId} in (select c.id from campaigns c where c.client_id = ${client_id} and c.organization_id = ${org})`,
    stage && reached(stage),
    ...words.map((word) => sql`${leadSearchText} like ${containing(word)}`),
  );
}

const columnOf = {
  sent: leads.sentAt,
  delivered: leads.deliveredAt,
  replied: leads.repliedAt,
  interested: leads.interestedAt,
  booked: leads.bookedAt,
  showed: leads.showedAt,
  no_show: leads.noShowAt,
  bounced: leads.bouncedAt,
  unsubscribed: leads.unsubscribedAt,
} as const;

function reached(stage: LeadStage): SQL {
  return stage === 'not_sent' ? isNull(leads.sentAt) : isNotNull(columnOf[stage]);
}

async function countUpTo({ db }: ReadContext, where: SQL | undefined, limit: number) {
  const some = db
    .select({ one: sql`1`.as('one') })
    .from(leads)
    .where(where)
    .limit(limit + 1)
    .as('some');
  const [row] = await db.select({ count: sql<number>`count(*)::int` }).from(some);
  const count = row?.count ?? 0;
  return { count: Math.min(count, limit), capped: count > limit };
}
