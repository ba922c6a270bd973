import type { Actor } from '@/lib/core/context';
import type { IdSource } from '@/lib/core/ids';
import type { Database } from '@/lib/db/client';
import type { CommandContext } from '@/lib/db/command-context';
import { auditLog } from '@/lib/db/schema/outgoing';

/** Something that somebody did. */
interface AuditEntry {
  /** Thing and deed, e.g. `api_key.created`. */
  action: string;
  target?: { id: string; name?: string | null };
  /** What was chosen, without secrets: names of fields, roles, scopes, counts. */
  detail?: Record<string, unknown>;
}

/** Writes who did what into the audit log; in the transaction that does it. */
export function recordAudit(
  tx: Database,
  ctx: Pick<CommandContext, 'ids' | 'now' | 'actor' | 'requestId' | 'org'>,
  entry: AuditEntry,
): Promise<void> {
  return appendAudit(tx, ctx, ctx.org, entry);
}

/** The same for what no request asks for. */
export async function appendAudit(
  tx: Database,
  writer: { ids: IdSource; now: Date; actor: Actor; requestId: string | null },
  organizationId: string,
  { action, target, detail }: AuditEntry,
): Promise<void> {
  await tx.insert(auditLog).values({
    id: writer.ids.make('auditEntry'),
    organizationId,
    at: writer.now,
    actor: writer.actor,
    action,
    targetId: target?.id ?? null,
    targetName: target?.name ?? null,
    detail: detail ?? {},
    requestId: writer.requestId,
  });
}

/** A phone number as the log may keep it: enough to tell two apart, not enough to dial. */
export function lastDigits(phone: string): string {
  return `…${phone.slice(-4)}`;
}
