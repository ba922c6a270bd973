import { type Rules, rulesOf } from '@/lib/attendance/internal/rules-of';
import type { AttendanceRules, UpdateAttendanceRules } from '@/lib/contracts/attendance';
import type { CommandContext } from '@/lib/db/command-context';
import { attendanceRules } from '@/lib/db/schema/attendance';

/** How an organization decides attendance without a manual mark. */
export async function getAttendanceRules({ db, org }: Pick<CommandContext, 'db' | 'org'>): Promise<AttendanceRules> {
  return toWire(await rulesOf(db, org));
}

/** Applies from now on; known attendance stays. */
export async function updateAttendanceRules(
  ctx: CommandContext,
  changes: UpdateAttendanceRules,
): Promise<AttendanceRules> {
  const set = {
    talkSeconds: changes.talk_seconds,
    unansweredIsNoShow: changes.unanswered_is_no_show,
    unmarked: changes.unmarked,
    unmarkedAfterHours: changes.unmarked_after_hours,
  };
  const [row] = await ctx.db
    .insert(attendanceRules)
    .values({ organizationId: ctx.org, ...set })
    .onConflictDoUpdate({ target: attendanceRules.organizationId, set })
    .returning();
  if (!row) throw new Error('The rules were not written.');
  return toWire(row);
}

function toWire(rules: Rules): AttendanceRules {
  return {
    talk_seconds: rules.talkSeconds,
    unanswered_is_no_show: rules.unansweredIsNoShow,
    unmarked: rules.unmarked,
    unmarked_after_hours: rules.unmarkedAfterHours,
  };
}
