import { and, eq, lt, sql } from 'drizzle-orm';
import type { Context } from '@/lib/core/context';
import { AppError } from '@/lib/core/errors';
import type { Database } from '@/lib/db/client';
import { idempotencyKeys } from '@/lib/db/schema/orgs';
import { sha256 } from '@/lib/security/digest';
import type { Encryption } from '@/lib/security/encryption';

/** A crashed first request holds its key no longer than this. */
const LOCK_SECONDS = 60;
const KEY_PATTERN = /^[\x21-\x7e]{1,255}$/;

interface StoredAnswer {
  status: number;
  body: unknown;
}

/**
 * Runs `perform` once per key: the first request's answer is stored and given to every repeat.
 * A failed request frees its key, so that it can be sent again. After a crash the request runs once more; `perform` gets
 * what tells it that this is the same one.
 * @throws AppError `idempotency_mismatch` for another request under the same key, `idempotency_in_progress` while the first runs
 */
export async function onceForKey(
  ctx: Context<Database>,
  encryption: Encryption,
  request: { route: string; key: string; input: unknown },
  perform: (repeatOf: string) => Promise<StoredAnswer>,
): Promise<StoredAnswer> {
  if (!KEY_PATTERN.test(request.key))
    throw new AppError('validation_failed', 'Idempotency-Key must be 1 to 255 visible ASCII characters.');
  const row = and(
    eq(idempotencyKeys.organizationId, ctx.org),
    eq(idempotencyKeys.route, request.route),
    eq(idempotencyKeys.key, request.key),
  );
  const requestHash = sha256(JSON.stringify([actorId(ctx), request.input]));
  const lockedUntil = new Date(ctx.now.getTime() + LOCK_SECONDS * 1000);
  const [won] = await ctx.db
    .insert(idempotencyKeys)
    .values({
      id: ctx.requestId,
      organizationId: ctx.org,
      route: request.route,
      key: request.key,
      requestHash,
      createdAt: ctx.now,
      lockedUntil,
    })
    .onConflictDoUpdate({
      target: [idempotencyKeys.organizationId, idempotencyKeys.route, idempotencyKeys.key],
      set: { id: ctx.requestId, requestHash, lockedUntil },
      setWhere: sql`${idempotencyKeys.status} is null and ${lt(idempotencyKeys.lockedUntil, ctx.now)}`,
    })
    .returning({ id: idempotencyKeys.id });
  if (!won) return replay(ctx, encryption, requestHash, row);

  try {
    const answer = await perform(sha256([ctx.org, request.route, request.key, requestHash].join('\n')));
    await ctx.db
      .update(idempotencyKeys)
      .set({ status: answer.status, response: encryption.encrypt(JSON.stringify(answer.body), boundTo(ctx.requestId)) })
      .where(and(row, eq(idempotencyKeys.id, ctx.requestId)));
    return answer;
  } catch (error) {
    await ctx.db.delete(idempotencyKeys).where(and(row, eq(idempotencyKeys.id, ctx.requestId)));
    throw error;
  }
}

async function replay(
  ctx: Context<Database>,
  encryption: Encryption,
  requestHash: string,
  row: ReturnType<typeof and>,
): Promise<StoredAnswer> {
  const [stored] = await ctx.db.select().from(idempotencyKeys).where(row);
  if (stored && stored.requestHash !== requestHash)
    throw new AppError('idempotency_mismatch', 'This Idempotency-Key was used for another request. Send a new key.');
  if (!stored || stored.status === null || stored.response === null)
    throw new AppError('idempotency_in_progress', 'The first request with this Idempotency-Key is still running.', {
      retryAfterSeconds: 1,
    });
  return { status: stored.status, body: JSON.parse(encryption.decrypt(stored.response, boundTo(stored.id))) };
}

function actorId(ctx: Context<Database>): string {
  return 'userId' in ctx.actor ? ctx.actor.userId : ctx.actor.name;
}

function boundTo(id: string): string {
  return `idempotency_keys:${id}:response`;
}
