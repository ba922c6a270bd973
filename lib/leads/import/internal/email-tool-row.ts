import { and, eq, ne, type SQL } from 'drizzle-orm';
import type { EmailToolWire } from '@/lib/contracts/email-tools';
import type { Database } from '@/lib/db/client';
import { emailTools } from '@/lib/db/schema/lead-imports';
import { clients } from '@/lib/db/schema/leads';
import type { EmailToolContext } from '@/lib/leads/import/email-tool-context';
import type { Encryption } from '@/lib/security/encryption';

export type EmailTool = typeof emailTools.$inferSelect;

/** The API token, and the token in the webhook's address. */
interface ToolSecrets {
  token: string;
  webhookToken: string;
}

/** Encrypts a workspace's secrets, bound to its row. */
export function sealTool(encryption: Encryption, id: string, secrets: ToolSecrets): string {
  return encryption.encrypt(JSON.stringify(secrets), boundTo(id));
}

/** @throws Error after a disconnect, or when the text was altered or copied to another row */
export function openTool(encryption: Encryption, { id, credentials }: EmailTool): ToolSecrets {
  if (credentials === null) throw new Error('This email tool is disconnected.');
  return JSON.parse(encryption.decrypt(credentials, boundTo(id)));
}

function boundTo(id: string): string {
  return `email_tools:${id}:credentials`;
}

/** Connected workspaces of an organization with the names of their clients. */
export function selectTools({ db, org }: { db: Database; org: string }, which?: SQL) {
  return db
    .select({ tool: emailTools, clientName: clients.name })
    .from(emailTools)
    .leftJoin(clients, eq(clients.id, emailTools.clientId))
    .where(and(eq(emailTools.organizationId, org), ne(emailTools.status, 'disconnected'), which));
}

/** @param showsWebhook whether the reader may see the webhook's address, which holds its token */
export function toolWire(
  { encryption, appUrl }: Pick<EmailToolContext, 'encryption' | 'appUrl'>,
  { tool, clientName }: { tool: EmailTool; clientName: string | null },
  showsWebhook: boolean,
): EmailToolWire {
  return {
    id: tool.id,
    provider: 'emailbison',
    base_url: tool.baseUrl,
    workspace: tool.workspaceName,
    status: tool.status === 'needs_attention' ? 'needs_attention' : 'connected',
    health_reason: tool.healthReason,
    phone_variable: tool.phoneVariable,
    client: tool.clientId === null ? null : { id: tool.clientId, name: clientName ?? '' },
    webhook_url: showsWebhook ? `${appUrl}/api/webhooks/emailbison/${openTool(encryption, tool).webhookToken}` : null,
    imported_at: tool.importedAt?.toISOString() ?? null,
    created_at: tool.createdAt.toISOString(),
  };
}
