import { eq } from 'drizzle-orm';
import type { CallSettingsWire, UpdateCallSettings } from '@/lib/contracts/call-settings';
import type { CommandContext } from '@/lib/db/command-context';
import { callSettings } from '@/lib/db/schema/calls';
import { recordAudit } from '@/lib/orgs/audit';
import { requireCallablePhone } from '@/lib/orgs/settings/internal/checked-fields';
import { getCallSettings } from './organization-queries';

/** Changes how calls are placed; calls under way keep what held when they began. @throws AppError `invalid_phone` */
export async function updateCallSettings(ctx: CommandContext, changes: UpdateCallSettings): Promise<CallSettingsWire> {
  const { caller_id: callerId, operator_line: operatorLine } = changes;
  await ctx.db.transaction(async (tx) => {
    await tx
      .update(callSettings)
      .set({
        callOrder: changes.call_order,
        graceMinutes: changes.grace_minutes,
        retryCount: changes.retry_count,
        retrySpacingSeconds: changes.retry_spacing_seconds,
        callsPerSecond: changes.calls_per_second,
        callingHours: changes.calling_hours && {
          ...changes.calling_hours,
          days: changes.calling_hours.days.toSorted((a, b) => a - b),
        },
        callerId: callerId ? requireCallablePhone(callerId, 'caller_id') : callerId,
        operatorLine: operatorLine ? requireCallablePhone(operatorLine, 'operator_line') : operatorLine,
      })
      .where(eq(callSettings.organizationId, ctx.org));
    await recordAudit(tx, ctx, { action: 'call_settings.changed', detail: { changed: Object.keys(changes) } });
  });
  return getCallSettings(ctx);
}
