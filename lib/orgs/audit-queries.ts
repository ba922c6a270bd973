import { and, desc, eq, like, lt, type SQL, sql } from 'drizzle-orm';
import type { AuditEntryWire, ListAuditQuery } from '@/lib/contracts/audit-log';
import { providerTitle } from '@/lib/contracts/provider-titles';
import type { Actor } from '@/lib/core/context';
import { AppError } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { users } from '@/lib/db/schema/orgs';
import { auditLog } from '@/lib/db/schema/outgoing';

const kinds = { user: 'user', apiKey: 'api_key', cron: 'system', provider: 'provider' } as const;

/** One page of who did what in an organization, the newest first. @throws AppError `invalid_cursor` */
export async function listAudit(
  { db, org }: Pick<CommandContext, 'db' | 'org'>,
  query: ListAuditQuery,
): Promise<{ entries: AuditEntryWire[]; nextCursor: string | null }> {
  const rows = await db
    .select({ entry: auditLog, person: users.name })
    .from(auditLog)
    .leftJoin(users, eq(users.id, sql`${auditLog.actor} ->> 'userId'`))
    .where(
      and(
        eq(auditLog.organizationId, org),
        query.subject === undefined ? undefined : like(auditLog.action, `${query.subject.replaceAll('_', '\\_')}.%`),
        after(query.cursor),
      ),
    )
    .orderBy(desc(auditLog.id))
    .limit(query.limit + 1);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1)?.entry;
  return {
    entries: page.map(({ entry, person }) => ({
      id: entry.id,
      at: entry.at.toISOString(),
      actor: { kind: kinds[entry.actor.kind], name: nameOf(entry.actor, person) },
      action: entry.action,
      target_id: entry.targetId,
      target_name: entry.targetName,
      detail: entry.detail,
      request_id: entry.requestId,
    })),
    nextCursor: rows.length > query.limit && last ? Buffer.from(last.id).toString('base64url') : null,
  };
}

function nameOf(actor: Actor, person: string | null): string | null {
  return actor.kind === 'provider' ? providerTitle(actor.name) : person;
}

function after(cursor: string | undefined): SQL | undefined {
  if (cursor === undefined) return undefined;
  const id = Buffer.from(cursor, 'base64url').toString();
  if (!/^aud_\w{1,60}$/.test(id)) throw new AppError('invalid_cursor', 'This cursor is not one that a list gave out.');
  return lt(auditLog.id, id);
}
