import { and, eq } from 'drizzle-orm';
import { notFound } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { calls } from '@/lib/db/schema/calls';

/** A call of the organization. @throws AppError `not_found` */
export async function requireCall({ db, org }: Pick<CommandContext, 'db' | 'org'>, id: string) {
  const [call] = await db
    .select()
    .from(calls)
    .where(and(eq(calls.id, id), eq(calls.organizationId, org)));
  if (!call) throw notFound('call');
  return call;
}

/** The same, locked until the transaction ends, so that decisions about the call run one after the other. */
export async function lockCall({ db, org }: Pick<CommandContext, 'db' | 'org'>, id: string) {
  const [call] = await db
    .select()
    .from(calls)
    .where(and(eq(calls.id, id), eq(calls.organizationId, org)))
    .for('update');
  if (!call) throw notFound('call');
  return call;
}
