import { and, asc, eq, gt, isNotNull } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { emailTools } from '@/lib/db/schema/lead-imports';
import { openTool, sealTool } from '@/lib/leads/import/internal/email-tool-row';
import type { Encryption } from '@/lib/security/encryption';
import { type ResealCounts, resealEach } from '@/lib/security/reseal-each';

/** Re-encrypts the tokens of connected email tools with the first key if another one was used. */
export function resealEmailTools(db: Database, encryption: Encryption): Promise<ResealCounts> {
  return resealEach(
    (after, limit) =>
      db
        .select()
        .from(emailTools)
        .where(and(gt(emailTools.id, after), isNotNull(emailTools.credentials)))
        .orderBy(asc(emailTools.id))
        .limit(limit),
    async (tool) => {
      const { id, credentials } = tool;
      if (credentials === null || !encryption.isStale(credentials)) return false;
      const written = await db
        .update(emailTools)
        .set({ credentials: sealTool(encryption, id, openTool(encryption, tool)) })
        .where(and(eq(emailTools.id, id), eq(emailTools.credentials, credentials)))
        .returning({ id: emailTools.id });
      return written.length > 0;
    },
  );
}
