import { and, eq, isNull } from 'drizzle-orm';
import { notFound } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { apiKeys } from '@/lib/db/schema/orgs';
import { recordAudit } from '@/lib/orgs/audit';
import { withinReach } from './api-key-queries';

/** Ends a key at once. @throws AppError `not_found` for a key that is revoked, or out of the actor's reach */
export async function revokeApiKey(ctx: CommandContext, { keyId }: { keyId: string }): Promise<void> {
  const which = and(eq(apiKeys.id, keyId), eq(apiKeys.organizationId, ctx.org), isNull(apiKeys.revokedAt));
  await ctx.db.transaction(async (tx) => {
    const [revoked] = await tx
      .update(apiKeys)
      .set({ revokedAt: ctx.now })
      .where(and(which, withinReach(ctx)))
      .returning({ name: apiKeys.name });
    if (!revoked) throw notFound('API key');
    await recordAudit(tx, ctx, { action: 'api_key.revoked', target: { id: keyId, name: revoked.name } });
  });
}
