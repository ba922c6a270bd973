import { asc, eq } from 'drizzle-orm';
import { trustedOrgId } from '@/lib/core/context';
import { emailTools } from '@/lib/db/schema/lead-imports';
import { organizations } from '@/lib/db/schema/orgs';
import { connectEmailTool } from './connect-email-tool';
import type { EmailToolContext } from './email-tool-context';

/**
 * Connects the configured workspace to the first organization, unless that organization has or had one already.
 * @returns whether it was connected now
 */
export async function connectDefaultTool(context: EmailToolContext): Promise<boolean> {
  const { db, ids, clock, configured } = context;
  const { apiUrl, apiToken, webhookToken } = configured;
  if (!apiUrl || !apiToken) return false;
  const [first] = await db
    .select({ id: organizations.id })
    .from(organizations)
    .orderBy(asc(organizations.createdAt), asc(organizations.id))
    .limit(1);
  if (!first || (await db.$count(emailTools, eq(emailTools.organizationId, first.id))) > 0) return false;
  const ctx = {
    org: trustedOrgId(first.id),
    actor: { kind: 'cron', name: 'funnel-refresh' } as const,
    requestId: ids.make('request'),
    now: clock.now(),
    ids,
    db,
  };
  await connectEmailTool(ctx, context, { base_url: apiUrl, token: apiToken }, webhookToken);
  return true;
}
