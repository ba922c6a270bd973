import { and, eq, sql } from 'drizzle-orm';
import { AppError } from '@/lib/core/errors';
import { type EmailToolCursor, emailTools } from '@/lib/db/schema/lead-imports';
import { campaigns } from '@/lib/db/schema/leads';
import { organizations } from '@/lib/db/schema/orgs';
import type { EmailToolContext } from '@/lib/leads/import/email-tool-context';
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

/** Everything is read so often, whatever the figures of the campaigns say. */
const FULL_EVERY_MS = DAY_MS;
const LEASE_MS = 90_000;
const parts = ['leads', 'sent', 'replies'] as const;

/**
 * Reads what changed in a workspace, page by page: the leads of a campaign whose figures changed, then when their
 * messages left, then what they answered. Where it stopped is kept with every page.
 */
export async function readRound(
  context: EmailToolContext,
  tool: EmailTool,
  stopAt: number,
): Promise<{ changed: number; isOver: boolean }> {
  const { db, clock, encryption, emailBison } = context;
  const access = { baseUrl: tool.baseUrl, token: openTool(encryption, tool).token };
  if ((await workspaceOf(context, access)).id !== tool.workspaceId)
    throw new AppError(
      'provider_failed',
      'This token now belongs to another workspace. Connect a token of an API user of this workspace.',
      {
        extra: { reason: 'other_workspace' },
      },
    );
  const reading = await readingOf(context, tool);
  const now = clock.now();
  const { fullAt } = tool.cursor;
  const isFull = !fullAt || now.getTime() - Date.parse(fullAt) > FULL_EVERY_MS;
  let cursor: EmailToolCursor = tool.cursor.roundAt
    ? tool.cursor
    : { ...tool.cursor, roundAt: now.toISOString(), isFull, done: [] };
  let changed = 0;

  const keep = async (next: EmailToolCursor) => {
    cursor = next;
    const leaseUntil = new Date(clock.now().getTime() + LEASE_MS);
    await db.update(emailTools).set({ cursor, leaseUntil }).where(eq(emailTools.id, tool.id));
  };

  const listed: WireCampaign[] = [];
  for (let page: number | null = 1; page !== null; ) {
    const answer: { items: WireCampaign[]; nextPage: number | null } = await emailBison.page(
      access,
      '/campaigns',
      wireCampaign,
      page,
    );
    listed.push(...answer.items);
    page = answer.nextPage;
  }

  for (const wire of listed) {
    if (cursor.done?.includes(wire.id)) continue;
    const mark = markOf(wire);
    const campaign = await putCampaign(context, tool, wire);
    if (campaign.externalMark !== mark || cursor.isFull) {
      const from = cursor.current?.campaign === wire.id ? cursor.current : { part: parts[0], page: 1, mark };
      for (const part of parts.slice(parts.indexOf(from.part))) {
        for (let page: number | null = part === from.part ? from.page : 1; page !== null; ) {
          const read: { changed: number; nextPage: number | null } = await readPart(part, page, wire.id, campaign);
          changed += read.changed;
          page = read.nextPage;
          const next = page === null ? { part: parts[parts.indexOf(part) + 1], page: 1 } : { part, page };
          if (next.part === undefined) break;
          await keep({ ...cursor, current: { campaign: wire.id, part: next.part, page: next.page, mark: from.mark } });
          // Not before a page was read: a run that only finds the campaigns would never come any further.
          if (clock.elapsed() >= stopAt) return { changed, isOver: false };
        }
      }
      // The figures as they were before the first of its pages was read, if by an earlier run: what changed since is read again.
      await db
        .update(campaigns)
        .set({ externalMark: from.mark ?? null })
        .where(eq(campaigns.id, campaign.id));
    }
    const { current: _, ...rest } = cursor;
    await keep({ ...rest, done: [...(cursor.done ?? []), wire.id] });
  }
  await keep({ fullAt: cursor.isFull ? (cursor.roundAt ?? now.toISOString()) : cursor.fullAt });
  return { changed, isOver: true };

  async function readPart(
    part: (typeof parts)[number],
    page: number,
    external: string,
    campaign: { id: string; organizationId: string },
  ): Promise<{ changed: number; nextPage: number | null }> {
    const path = `/campaigns/${encodeURIComponent(external)}`;
    const at = { ...reading, now: clock.now() };
    if (part === 'leads') {
      const { items, nextPage } = await emailBison.page(access, `${path}/leads`, wireLead, page);
      const leads = items.map((lead) => leadFromWire(lead, external, at)).filter((lead) => lead !== null);
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

async function putCampaign({ db, ids, clock }: EmailToolContext, tool: EmailTool, wire: WireCampaign) {
  const now = clock.now();
  const name = wire.name ?? `Campaign ${wire.id}`;
  const externalId = `${tool.workspaceId}/${wire.id}`;
  const { organizationId, clientId } = tool;
  // What a person chose (its name aside, which is the tool's) stays.
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
