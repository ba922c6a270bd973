import { and, eq, ne } from 'drizzle-orm';
import type { ConnectEmailTool, EmailToolWire } from '@/lib/contracts/email-tools';
import { AppError } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { emailTools } from '@/lib/db/schema/lead-imports';
import { getClient } from '@/lib/leads/client-queries';
import { openTool, sealTool } from '@/lib/leads/import/internal/email-tool-row';
import { workspaceOf } from '@/lib/leads/import/internal/emailbison-workspace';
import { recordAudit } from '@/lib/orgs/audit';
import { sha256 } from '@/lib/security/digest';
import type { EmailToolContext } from './email-tool-context';
import { getEmailTool } from './email-tool-queries';

/** Bytes of the token in a webhook's address; EmailBison does not sign its webhooks. */
const TOKEN_BYTES = 32;

/**
 * Connects a workspace after checking its token. Connecting it again renews the token and keeps its settings.
 * @param givenWebhookToken of the configuration, for the installation's own workspace
 * @throws AppError `validation_failed` for an address that is not EmailBison's; `provider_failed` when the token is
 * rejected; `not_found` for the client
 */
export async function connectEmailTool(
  ctx: CommandContext,
  context: EmailToolContext,
  { base_url, token, phone_variable, client_id }: ConnectEmailTool,
  givenWebhookToken?: string,
): Promise<EmailToolWire> {
  const baseUrl = knownInstance(base_url, context.configured.apiUrl);
  if (client_id) await getClient(ctx, client_id);
  const { id: workspaceId, name: workspaceName } = await workspaceOf(context, { baseUrl, token });
  const [known] = await ctx.db
    .select()
    .from(emailTools)
    .where(
      and(
        eq(emailTools.organizationId, ctx.org),
        eq(emailTools.baseUrl, baseUrl),
        eq(emailTools.workspaceId, workspaceId),
        ne(emailTools.status, 'disconnected'),
      ),
    );
  const id = known?.id ?? ctx.ids.make('emailTool');
  const webhookToken =
    givenWebhookToken ?? (known ? openTool(context.encryption, known).webhookToken : ctx.ids.secret(TOKEN_BYTES));
  const secrets = { token, webhookToken };
  const next = {
    workspaceName,
    credentials: sealTool(context.encryption, id, secrets),
    webhookTokenHash: sha256(webhookToken),
    phoneVariable: phone_variable,
    clientId: client_id,
    status: 'connected',
    healthReason: null,
    nextImportAt: ctx.now,
    updatedAt: ctx.now,
  } as const;
  await ctx.db.transaction(async (tx) => {
    if (known) await tx.update(emailTools).set(next).where(eq(emailTools.id, id));
    else
      await tx.insert(emailTools).values({
        ...next,
        id,
        organizationId: ctx.org,
        provider: 'emailbison',
        baseUrl,
        workspaceId,
        createdBy: 'userId' in ctx.actor ? ctx.actor.userId : null,
        createdAt: ctx.now,
      });
    await recordAudit(tx, ctx, {
      action: known ? 'email_tool.renewed' : 'email_tool.connected',
      target: { id, name: workspaceName },
      detail: { provider: 'emailbison' },
    });
  });
  return getEmailTool(ctx, context, id);
}

/** The token is sent only to EmailBison's own hosts and to the configured instance. */
function knownInstance(address: string, configured: string | undefined): string {
  const url = new URL(address);
  const isConfigured = configured !== undefined && new URL(configured).origin === url.origin;
  const isTheirs = url.protocol === 'https:' && /(^|\.)emailbison\.com$/.test(url.hostname) && url.port === '';
  if (isConfigured || isTheirs) return url.origin;
  const message = 'Enter an EmailBison address. To use your own domain, set EMAILBISON_API_URL for this installation.';
  throw new AppError('validation_failed', message, { fields: [{ field: 'base_url', message }] });
}
