import { and, desc, eq, isNull, type SQL } from 'drizzle-orm';
import type { ApiKeyWire } from '@/lib/contracts/api-keys';
import { notFound } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { apiKeys, users } from '@/lib/db/schema/orgs';
import { isAllowed } from './permissions';
import { requireUser } from './require-user';

/** Keys in force, the newest first: one's own, or everybody's for those who look after them. */
export function listApiKeys(ctx: CommandContext): Promise<ApiKeyWire[]> {
  return selectApiKeys(ctx, withinReach(ctx));
}

/** @throws AppError `not_found` */
export async function getApiKey(ctx: CommandContext, id: string): Promise<ApiKeyWire> {
  const [key] = await selectApiKeys(ctx, eq(apiKeys.id, id));
  if (!key) throw notFound('API key');
  return key;
}

/** The keys that an actor may see and revoke. */
export function withinReach(ctx: CommandContext): SQL | undefined {
  return isAllowed(ctx.actor, 'api-keys:manage') ? undefined : eq(apiKeys.createdBy, requireUser(ctx.actor));
}

async function selectApiKeys(ctx: CommandContext, which?: SQL): Promise<ApiKeyWire[]> {
  const rows = await ctx.db
    .select({
      id: apiKeys.id,
      name: apiKeys.name,
      last4: apiKeys.last4,
      scopes: apiKeys.scopes,
      created_by: { user_id: users.id, name: users.name },
      createdAt: apiKeys.createdAt,
      lastUsedAt: apiKeys.lastUsedAt,
    })
    .from(apiKeys)
    .innerJoin(users, eq(users.id, apiKeys.createdBy))
    .where(and(eq(apiKeys.organizationId, ctx.org), isNull(apiKeys.revokedAt), which))
    .orderBy(desc(apiKeys.createdAt), desc(apiKeys.id));
  return rows.map(({ createdAt, lastUsedAt, ...key }) => ({
    ...key,
    created_at: createdAt.toISOString(),
    last_used_at: lastUsedAt?.toISOString() ?? null,
  }));
}
