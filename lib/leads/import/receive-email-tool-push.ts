import { and, eq } from 'drizzle-orm';
import { z } from 'zod';
import { AppError } from '@/lib/core/errors';
import type { Database } from '@/lib/db/client';
import { emailTools } from '@/lib/db/schema/lead-imports';
import { campaigns } from '@/lib/db/schema/leads';
import type { JobHandler } from '@/lib/jobs/drain';
import { enqueue } from '@/lib/jobs/enqueue';
import { type EmailTool, openTool } from '@/lib/leads/import/internal/email-tool-row';
import { readingOf } from '@/lib/leads/import/internal/emailbison-round';
import { saveRead } from '@/lib/leads/import/internal/save-readings';
import { leadFromWire, replyFromWire } from '@/lib/leads/import/providers/emailbison/map';
import { wireLead, wirePush, wireReply } from '@/lib/leads/import/providers/emailbison/wire';
import { EMAIL_TOOL_IMPORT } from '@/lib/leads/job-names';
import { sha256 } from '@/lib/security/digest';
import type { ProviderContext, ProviderResult } from '@/lib/webhook-inbox/provider-context';
import type { EmailToolContext } from './email-tool-context';

/** What is used of an EmailBison webhook: that something happened to a lead. The rest is read from the API. */
interface EmailToolPush {
  token: string;
  kind: string;
  leadId: string | null;
  dedupeKey: string;
}

/** @throws AppError `unreadable_body` */
export function readEmailToolPush(token: string, text: string): EmailToolPush {
  let parsed: z.infer<typeof wirePush> | undefined;
  try {
    parsed = wirePush.parse(JSON.parse(text));
  } catch (cause) {
    throw new AppError('unreadable_body', 'This isn’t an EmailBison event.', { cause });
  }
  const { event, data } = parsed;
  const kind = event.type.toLowerCase();
  const leadId = data?.lead?.id ?? data?.reply?.lead_id ?? null;
  // A webhook has no id of its own: use that of its reply or campaign event, else a digest of all of it.
  const eventId = data?.reply
    ? `reply:${data.reply.id}`
    : data?.campaign_event
      ? `event:${data.campaign_event.id}`
      : null;
  return { token, kind, leadId, dedupeKey: `${sha256(token).slice(0, 16)}:${kind}:${eventId ?? sha256(text)}` };
}

/** Whether a workspace has this token. Looked up by its digest, so timing reveals nothing about the token. */
export async function isEmailToolToken(db: Database, token: string): Promise<boolean> {
  return (await toolOfToken(db, token)) !== undefined;
}

/** Queues the reading of the lead that a webhook names, or of the whole workspace if it names none. */
export async function receiveEmailToolPush(context: ProviderContext, push: EmailToolPush): Promise<ProviderResult> {
  const tool = await toolOfToken(context.db, push.token);
  if (!tool) return { status: 'ignored', why: 'disconnected' };
  const { organizationId } = tool;
  if (push.leadId === null) {
    await context.db.update(emailTools).set({ nextImportAt: context.now }).where(eq(emailTools.id, tool.id));
    return { status: 'processed', organizationId };
  }
  await enqueue(context.db, context, {
    name: EMAIL_TOOL_IMPORT,
    key: `${tool.id}:${push.leadId}`,
    organizationId,
    payload: { toolId: tool.id, leadId: push.leadId },
    runAt: context.now,
  });
  return { status: 'processed', organizationId };
}

const payload = z.object({ toolId: z.string(), leadId: z.string() });

/** Handles `EMAIL_TOOL_IMPORT`: reads one lead from EmailBison, in every campaign imported here. */
export function readPushedLead(context: EmailToolContext): JobHandler {
  return async (job) => {
    const { toolId, leadId } = payload.parse(job.payload);
    const [tool] = await context.db.select().from(emailTools).where(eq(emailTools.id, toolId));
    if (!tool || tool.credentials === null) return;
    const access = { baseUrl: tool.baseUrl, token: openTool(context.encryption, tool).token };
    const path = `/leads/${encodeURIComponent(leadId)}`;
    const reading = await readingOf(context, tool);
    const [lead, replies] = await Promise.all([
      context.emailBison.one(access, path, wireLead),
      context.emailBison.page(access, `${path}/replies`, wireReply, 1),
    ]);
    for (const { campaign_id } of lead.lead_campaign_data ?? []) {
      const campaign = await campaignOf(context.db, tool, campaign_id);
      const read = leadFromWire(lead, campaign_id, reading);
      if (!campaign || !read) continue;
      // Replies first: their times are exact, those of the lead's status are later.
      const answers = replies.items.filter((reply) => reply.campaign_id === campaign_id).map(replyFromWire);
      const replied = answers.flatMap((answer) => (answer ? [{ ...answer, email: read.email }] : []));
      await saveRead(context, campaign, [...replied, read]);
    }
  };
}

async function campaignOf(db: Database, tool: EmailTool, external: string) {
  const [campaign] = await db
    .select({ id: campaigns.id, organizationId: campaigns.organizationId })
    .from(campaigns)
    .where(
      and(
        eq(campaigns.organizationId, tool.organizationId),
        eq(campaigns.source, 'emailbison'),
        eq(campaigns.externalId, `${tool.workspaceId}/${external}`),
      ),
    );
  return campaign;
}

async function toolOfToken(db: Database, token: string): Promise<EmailTool | undefined> {
  const [tool] = await db
    .select()
    .from(emailTools)
    .where(eq(emailTools.webhookTokenHash, sha256(token)));
  return tool;
}
