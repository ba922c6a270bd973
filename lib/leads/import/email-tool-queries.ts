import { asc, eq } from 'drizzle-orm';
import type { EmailToolWire } from '@/lib/contracts/email-tools';
import { notFound } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { emailTools } from '@/lib/db/schema/lead-imports';
import { selectTools, toolWire } from '@/lib/leads/import/internal/email-tool-row';
import { isAllowed } from '@/lib/orgs/access/permissions';
import type { EmailToolContext } from './email-tool-context';

type ToolReadContext = Pick<CommandContext, 'db' | 'org' | 'actor'>;

/** An organization's connected workspaces. */
export async function listEmailTools(ctx: ToolReadContext, context: EmailToolContext): Promise<EmailToolWire[]> {
  const rows = await selectTools(ctx).orderBy(asc(emailTools.createdAt), asc(emailTools.id));
  return rows.map((row) => toolWire(context, row, isAllowed(ctx.actor, 'campaigns:write')));
}

/** @throws AppError `not_found` */
export async function getEmailTool(
  ctx: ToolReadContext,
  context: EmailToolContext,
  id: string,
): Promise<EmailToolWire> {
  const [row] = await selectTools(ctx, eq(emailTools.id, id));
  if (!row) throw notFound('email tool');
  return toolWire(context, row, isAllowed(ctx.actor, 'campaigns:write'));
}
