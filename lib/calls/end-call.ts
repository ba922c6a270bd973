import { and, eq, isNull } from 'drizzle-orm';
import { requireCall } from '@/lib/calls/record/require-call';
import { voiceUrl } from '@/lib/calls/voice/callback-urls';
import { secondPartyOf } from '@/lib/calls/voice/leg-rules';
import { AppError } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { callLegs } from '@/lib/db/schema/calls';
import type { Carrier } from './carrier';
import { isTerminal } from './rules';

/**
 * Ends a call for the operator. With the survey on and both parties talking, the attendee stays on the line for the
 * question; else both lines end. The carrier's callbacks then move the call.
 * @throws AppError `not_found`; `call_not_live` before the carrier has it and after its end; `provider_unavailable`
 */
export async function endCall(
  ctx: Pick<CommandContext, 'db' | 'org'>,
  callId: string,
  { carrier, appUrl }: { carrier: Carrier; appUrl: string },
): Promise<'hung_up' | 'survey'> {
  const call = await requireCall(ctx, callId);
  if (isTerminal(call.status) || call.carrierSid === null)
    throw new AppError('call_not_live', 'This call is not under way.');
  if (call.voice.survey && call.bridgedAt) {
    const second = await liveSecondLeg(ctx, call);
    // The attendee's line is led to the question; where it is the first one, it gets there when the operator's ends.
    const asked =
      second !== null &&
      (call.callOrder === 'operator_first'
        ? await carrier.redirectCall(second, voiceUrl(appUrl, call.id, 'survey'))
        : await carrier.endCall(second));
    if (asked) return 'survey';
  }
  if (!(await carrier.endCall(call.carrierSid))) throw new AppError('call_not_live', 'This call was over already.');
  return 'hung_up';
}

async function liveSecondLeg(
  { db }: Pick<CommandContext, 'db'>,
  call: Awaited<ReturnType<typeof requireCall>>,
): Promise<string | null> {
  const [leg] = await db
    .select({ sid: callLegs.carrierSid })
    .from(callLegs)
    .where(
      and(eq(callLegs.callId, call.id), eq(callLegs.party, secondPartyOf(call.callOrder)), isNull(callLegs.endedAt)),
    );
  return leg?.sid ?? null;
}
