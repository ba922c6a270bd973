import { eq } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { attendanceRules } from '@/lib/db/schema/attendance';

export type Rules = Omit<typeof attendanceRules.$inferSelect, 'organizationId'>;

/** The defaults, as those of the columns. */
const defaultRules: Rules = {
  talkSeconds: 5,
  unansweredIsNoShow: false,
  unmarked: 'pending',
  unmarkedAfterHours: 24,
};

export async function rulesOf(db: Database, organizationId: string): Promise<Rules> {
  const [row] = await db.select().from(attendanceRules).where(eq(attendanceRules.organizationId, organizationId));
  return row ?? defaultRules;
}
