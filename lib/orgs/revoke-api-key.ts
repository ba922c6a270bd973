import { and, eq, isNull } from 'drizzle-orm';
import { notFound } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { apiKeys } from '@/lib/db/schema/orgs';
import { withinReach } from './api-key-queries';

/** Ends a key at once. @throws AppError `not_found` for a key that is revoked, or out of the actor's reach */
export async function revokeApiKey(ctx: CommandContext, { keyId }: { keyId: string }): Promise<void> {
  const [revoked] = await ctx.db
    .update(apiKeys)
    .set({ revokedAt: ctx.now })
    .where(and(eq(apiKeys.id, keyId), eq(apiKeys.organizationId, ctx.org), isNull(apiKeys.revokedAt), withinReach(ctx)))
    .returning({ id: apiKeys.id });
  if (!revoked) throw notFound('API key');
}
