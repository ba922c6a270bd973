import { and, asc, eq, gt, isNotNull } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { emailTools } from '@/lib/db/schema/lead-imports';
import type { Encryption } from '@/lib/security/encryption';
import { openTool, sealTool } from './internal/email-tool-row';

const BATCH = 100;

/**
 * Encrypts anew, with the first key, the tokens of e-mail tools that were encrypted with another. A row that changes
 * meanwhile is written by whoever changed it, with the first key as well.
 * @returns how many connected workspaces were looked at, and how many rewritten
 */
export async function resealEmailTools(
  db: Database,
  encryption: Encryption,
): Promise<{ seen: number; rotated: number }> {
  const counts = { seen: 0, rotated: 0 };
  for (let after = ''; ; ) {
    const rows = await db
      .select()
      .from(emailTools)
      .where(and(gt(emailTools.id, after), isNotNull(emailTools.credentials)))
      .orderBy(asc(emailTools.id))
      .limit(BATCH);
    for (const tool of rows) {
      counts.seen += 1;
      const { id, credentials } = tool;
      if (credentials === null || !encryption.isStale(credentials)) continue;
      const written = await db
        .update(emailTools)
        .set({ credentials: sealTool(encryption, id, openTool(encryption, tool)) })
        .where(and(eq(emailTools.id, id), eq(emailTools.credentials, credentials)))
        .returning({ id: emailTools.id });
      counts.rotated += written.length;
    }
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return counts;
    after = last.id;
  }
}
