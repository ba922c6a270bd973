import { and, eq, sql } from 'drizzle-orm';
import { AppError } from '@/lib/core/errors';
import { type EmailToolCursor, emailTools } from '@/lib/db/schema/lead-imports';
import { campaigns } from '@/lib/db/schema/leads';
import { organizations } from '@/lib/db/schema/orgs';
import type { EmailToolContext } from '@/lib/leads/import/email-tool-context';
import type { EmailBisonAccess } from '@/lib/leads/import/providers/emailbison/client';
import {
  type LeadReading,
  leadFromWire,
  markOf,
  replyFromWire,
  sentFromWire,
} from '@/lib/leads/import/providers/emailbison/map';
import {
  type WireCampaign,
  wireCampaign,
  wireLead,
  wireReply,
  wireSentEmail,
} from '@/lib/leads/import/providers/emailbison/wire';
import { countryOfZone } from '@/lib/phone/country-of-zone';
import { DAY_MS } from '@/lib/time/units';
import { type EmailTool, openTool } from './email-tool-row';
import { workspaceOf } from './emailbison-workspace';
import { saveRead, saveReadings } from './save-readings';

/** Campaigns are read this often even if their figures stay the same. */
const FULL_EVERY_MS = DAY_MS;
const LEASE_MS = 90_000;
const parts = ['leads', 'sent', 'replies'] as const;
type Part = (typeof parts)[number];

interface Campaign {
  id: string;
  organizationId: string;
}

/** A round through one workspace: how it is read, and how far it has come. */
interface Round {
  context: EmailToolContext;
  tool: EmailTool;
  access: EmailBisonAccess;
  reading: LeadReading;
  /** As it is stored; a later run continues from here. */
  cursor: EmailToolCursor;
  stopAt: number;
}

interface Progress {
  changed: number;
  /** False when time ran out before the end. */
  isOver: boolean;
}

/**
 * Reads what changed in a workspace, page by page: the leads of each campaign whose figures changed, then their sent
 * emails, then their replies. The position is stored with every page, so the next run continues where this one stopped.
 * @throws AppError `provider_failed` when the token belongs to another workspace by now
 */
export async function readRound(context: EmailToolContext, tool: EmailTool, stopAt: number): Promise<Progress> {
  const access = { baseUrl: tool.baseUrl, token: openTool(context.encryption, tool).token };
  await requireSameWorkspace(context, tool, access);
  const startedAt = context.clock.now();
  const reading = await readingOf(context, tool);
  const round: Round = { context, tool, access, reading, cursor: startOf(tool, startedAt), stopAt };
  let changed = 0;
  for (const wire of await listCampaigns(round)) {
    if (round.cursor.done?.includes(wire.id)) continue;
    const progress = await readCampaign(round, wire);
    changed += progress.changed;
    if (!progress.isOver) return { changed, isOver: false };
    const { current: _, ...rest } = round.cursor;
    await saveCursor(round, { ...rest, done: [...(round.cursor.done ?? []), wire.id] });
  }
  const { isFull, roundAt, fullAt } = round.cursor;
  await saveCursor(round, { fullAt: isFull ? (roundAt ?? startedAt.toISOString()) : fullAt });
  return { changed, isOver: true };
}

/** How the leads of a workspace are read. */
export async function readingOf({ db, clock }: EmailToolContext, tool: EmailTool): Promise<LeadReading> {
  const [organization] = await db
    .select({ zone: organizations.timeZone })
    .from(organizations)
    .where(eq(organizations.id, tool.organizationId));
  const phoneCountry = organization && countryOfZone(organization.zone);
  return { phoneVariable: tool.phoneVariable, phoneCountry, now: clock.now() };
}

async function requireSameWorkspace(context: EmailToolContext, tool: EmailTool, access: EmailBisonAccess) {
  if ((await workspaceOf(context, access)).id === tool.workspaceId) return;
  throw new AppError(
    'provider_failed',
    'This token now belongs to another workspace. Connect a token of an API user of this workspace.',
    { extra: { reason: 'other_workspace' } },
  );
}

/** The cursor of the round under way, or of a new one. */
function startOf({ cursor }: EmailTool, now: Date): EmailToolCursor {
  if (cursor.roundAt) return cursor;
  const isFull = !cursor.fullAt || now.getTime() - Date.parse(cursor.fullAt) > FULL_EVERY_MS;
  return { ...cursor, roundAt: now.toISOString(), isFull, done: [] };
}

/** Stores the position and renews the lease. */
async function saveCursor(round: Round, cursor: EmailToolCursor): Promise<void> {
  const { db, clock } = round.context;
  round.cursor = cursor;
  const leaseUntil = new Date(clock.now().getTime() + LEASE_MS);
  await db.update(emailTools).set({ cursor, leaseUntil }).where(eq(emailTools.id, round.tool.id));
}

async function listCampaigns({ context, access }: Round): Promise<WireCampaign[]> {
  const listed: WireCampaign[] = [];
  for (let page: number | null = 1; page !== null; ) {
    const answer: { items: WireCampaign[]; nextPage: number | null } = await context.emailBison.page(
      access,
      '/campaigns',
      wireCampaign,
      page,
    );
    listed.push(...answer.items);
    page = answer.nextPage;
  }
  return listed;
}

/** Reads the pages of a campaign that are left, unless its figures are those of its last reading. */
async function readCampaign(round: Round, wire: WireCampaign): Promise<Progress> {
  const { db, clock } = round.context;
  const mark = markOf(wire);
  const campaign = await upsertCampaign(round, wire);
  if (campaign.externalMark === mark && !round.cursor.isFull) return { changed: 0, isOver: true };
  const { current } = round.cursor;
  const from = current?.campaign === wire.id ? current : { part: parts[0], page: 1, mark };
  let changed = 0;
  let next: { part: Part; page: number } | null = from;
  while (next) {
    const read = await readPage(round, next, wire.id, campaign);
    changed += read.changed;
    next = pageAfter(next.part, read.nextPage);
    if (!next) break;
    await saveCursor(round, { ...round.cursor, current: { campaign: wire.id, ...next, mark: from.mark } });
    // At least one page per run: a run that spends its time on listing campaigns would never get any further.
    if (clock.elapsed() >= round.stopAt) return { changed, isOver: false };
  }
  // The figures from before the first page, if need be of an earlier run: what has changed since is read again.
  await db
    .update(campaigns)
    .set({ externalMark: from.mark ?? null })
    .where(eq(campaigns.id, campaign.id));
  return { changed, isOver: true };
}

/** What follows a page: the next one, or the first one of the next part. */
function pageAfter(part: Part, nextPage: number | null): { part: Part; page: number } | null {
  if (nextPage !== null) return { part, page: nextPage };
  const nextPart = parts[parts.indexOf(part) + 1];
  return nextPart ? { part: nextPart, page: 1 } : null;
}

async function readPage(
  { context, access, reading }: Round,
  { part, page }: { part: Part; page: number },
  externalId: string,
  campaign: Campaign,
): Promise<{ changed: number; nextPage: number | null }> {
  const { emailBison, clock } = context;
  const path = `/campaigns/${encodeURIComponent(externalId)}`;
  if (part === 'leads') {
    const { items, nextPage } = await emailBison.page(access, `${path}/leads`, wireLead, page);
    const now = { ...reading, now: clock.now() };
    const leads = items.map((lead) => leadFromWire(lead, externalId, now)).filter((lead) => lead !== null);
    return { changed: await saveRead(context, campaign, leads), nextPage };
  }
  if (part === 'sent') {
    const { items, nextPage } = await emailBison.page(access, `${path}/scheduled-emails`, wireSentEmail, page, {
      status: 'sent',
    });
    return { changed: await saveReadings(context, campaign, items.map(sentFromWire)), nextPage };
  }
  const { items, nextPage } = await emailBison.page(access, `${path}/replies`, wireReply, page);
  return { changed: await saveReadings(context, campaign, items.map(replyFromWire)), nextPage };
}

/** Creates a campaign or renames it as in EmailBison; what people chose here stays. */
async function upsertCampaign({ context: { db, ids, clock }, tool }: Round, wire: WireCampaign) {
  const now = clock.now();
  const name = wire.name ?? `Campaign ${wire.id}`;
  const externalId = `${tool.workspaceId}/${wire.id}`;
  const { organizationId, clientId } = tool;
  await db
    .insert(campaigns)
    .values({
      id: ids.make('campaign'),
      organizationId,
      clientId,
      name,
      source: 'emailbison',
      externalId,
      status: wire.status,
      createdAt: now,
      updatedAt: now,
    })
    .onConflictDoUpdate({
      target: [campaigns.organizationId, campaigns.source, campaigns.externalId],
      set: { name, status: wire.status, updatedAt: now },
      setWhere: sql`(${campaigns.name}, ${campaigns.status}) is distinct from (excluded.name, excluded.status)`,
    });
  const [row] = await db
    .select({ id: campaigns.id, organizationId: campaigns.organizationId, externalMark: campaigns.externalMark })
    .from(campaigns)
    .where(
      and(
        eq(campaigns.organizationId, organizationId),
        eq(campaigns.source, 'emailbison'),
        eq(campaigns.externalId, externalId),
      ),
    );
  if (!row) throw new Error('A campaign was neither made nor found.');
  return row;
}
