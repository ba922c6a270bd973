import { and, eq } from 'drizzle-orm';
import type { EmailToolWire, UpdateEmailTool } from '@/lib/contracts/email-tools';
import type { CommandContext } from '@/lib/db/command-context';
import { emailTools } from '@/lib/db/schema/lead-imports';
import { getClient } from '@/lib/leads/client-queries';
import { recordAudit } from '@/lib/orgs/audit';
import type { EmailToolContext } from './email-tool-context';
import { getEmailTool } from './email-tool-queries';

/** Changes how a workspace is read; the next round reads everything. @throws AppError `not_found` */
export async function updateEmailTool(
  ctx: CommandContext,
  context: EmailToolContext,
  id: string,
  changes: UpdateEmailTool,
): Promise<EmailToolWire> {
  const { phone_variable, client_id } = changes;
  const { workspace } = await getEmailTool(ctx, context, id);
  if (client_id) await getClient(ctx, client_id);
  await ctx.db.transaction(async (tx) => {
    await tx
      .update(emailTools)
      .set({
        phoneVariable: phone_variable,
        clientId: client_id,
        cursor: {},
        nextImportAt: ctx.now,
        updatedAt: ctx.now,
      })
      .where(ofOrganization(ctx, id));
    await recordAudit(tx, ctx, {
      action: 'email_tool.changed',
      target: { id, name: workspace },
      detail: { changed: Object.keys(changes) },
    });
  });
  return getEmailTool(ctx, context, id);
}

/** Has a workspace read with the next run. @throws AppError `not_found` */
export async function importSoon(ctx: CommandContext, context: EmailToolContext, id: string): Promise<EmailToolWire> {
  const tool = await getEmailTool(ctx, context, id);
  await ctx.db.update(emailTools).set({ nextImportAt: ctx.now }).where(ofOrganization(ctx, id));
  return tool;
}

/** Forgets the token of a workspace; its campaigns and leads stay. @throws AppError `not_found` */
export async function disconnectEmailTool(ctx: CommandContext, context: EmailToolContext, id: string): Promise<void> {
  const { workspace } = await getEmailTool(ctx, context, id);
  await ctx.db.transaction(async (tx) => {
    await tx
      .update(emailTools)
      .set({
        status: 'disconnected',
        credentials: null,
        webhookTokenHash: `gone:${id}`,
        cursor: {},
        updatedAt: ctx.now,
      })
      .where(ofOrganization(ctx, id));
    await recordAudit(tx, ctx, { action: 'email_tool.disconnected', target: { id, name: workspace } });
  });
}

function ofOrganization({ org }: CommandContext, id: string) {
  return and(eq(emailTools.id, id), eq(emailTools.organizationId, org));
}
