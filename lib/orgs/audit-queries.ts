import { and, desc, eq, like, lt, sql } from 'drizzle-orm';
import type { AuditEntryWire, ListAuditQuery } from '@/lib/contracts/audit-log';
import { providerTitle } from '@/lib/contracts/provider-titles';
import type { Actor } from '@/lib/core/context';
import type { CommandContext } from '@/lib/db/command-context';
import { cutPage, readIdCursor, writeIdCursor } from '@/lib/db/cursor';
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
        query.cursor === undefined ? undefined : lt(auditLog.id, readIdCursor(query.cursor, 'aud')),
      ),
    )
    .orderBy(desc(auditLog.id))
    .limit(query.limit + 1);
  const { page, last } = cutPage(rows, query.limit);
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
    nextCursor: last ? writeIdCursor(last.entry.id) : null,
  };
}

function nameOf(actor: Actor, person: string | null): string | null {
  return actor.kind === 'provider' ? providerTitle(actor.name) : person;
}
