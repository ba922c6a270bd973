import type { ApiKeyWire } from '@/lib/contracts/api-keys';
import { AppError } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { apiKeys } from '@/lib/db/schema/orgs';
import { recordAudit } from '@/lib/orgs/audit';
import { sha256 } from '@/lib/security/digest';
import { getApiKey } from './api-key-queries';
import { permissions, permissionsHeld } from './permissions';
import { requireUser } from './require-user';

/**
 * Makes a key that may do a part of what its maker may.
 * @returns the entry, and the key itself, which is not kept
 * @throws AppError `validation_failed` for an unknown scope, `forbidden` for one that the maker does not hold
 */
export async function createApiKey(
  ctx: CommandContext,
  { name, scopes }: { name: string; scopes: string[] },
): Promise<{ apiKey: ApiKeyWire; key: string }> {
  const createdBy = requireUser(ctx.actor);
  const known: readonly string[] = permissions;
  const unknown = scopes.filter((scope) => !known.includes(scope));
  if (unknown.length > 0) throw refused('validation_failed', `Unknown scopes: ${unknown.join(', ')}.`);
  const held: readonly string[] = permissionsHeld(ctx.actor);
  const beyond = scopes.filter((scope) => !held.includes(scope));
  if (beyond.length > 0)
    throw refused('forbidden', `You can only grant permissions that you have. Remove ${beyond.join(', ')}.`);
  const key = `sl_${ctx.ids.secret(32)}`;
  const id = ctx.ids.make('apiKey');
  await ctx.db.transaction(async (tx) => {
    await tx.insert(apiKeys).values({
      id,
      organizationId: ctx.org,
      name,
      keyHash: sha256(key),
      last4: key.slice(-4),
      scopes: [...new Set(scopes)],
      createdBy,
      createdAt: ctx.now,
    });
    await recordAudit(tx, ctx, { action: 'api_key.created', target: { id, name }, detail: { scopes } });
  });
  return { apiKey: await getApiKey(ctx, id), key };
}

function refused(code: 'validation_failed' | 'forbidden', message: string): AppError {
  return new AppError(code, message, { fields: [{ field: 'scopes', message }] });
}
