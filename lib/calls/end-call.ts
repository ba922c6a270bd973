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
 * Ends a call for the operator. With the survey on and both parties connected, the attendee stays for the question;
 * otherwise both lines end. The carrier's callbacks then update the call.
 * @throws AppError `not_found`; `call_not_live` before the carrier has the call and after its end; `provider_unavailable`
 */
export async function endCall(
  ctx: Pick<CommandContext, 'db' | 'org'>,
  callId: string,
  { carrier, appUrl }: { carrier: Carrier; appUrl: string },
): Promise<'hung_up' | 'survey'> {
  const call = await requireCall(ctx, callId);
  if (isTerminal(call.status) || call.carrierSid === null)
    throw new AppError('call_not_live', 'This call isn’t in progress.');
  if (call.voice.survey && call.bridgedAt) {
    const second = await liveSecondLeg(ctx, call);
    // The attendee's line goes to the question. As the first line, it gets there once the operator's has ended.
    const asked =
      second !== null &&
      (call.callOrder === 'operator_first'
        ? await carrier.redirectCall(second, voiceUrl(appUrl, call.id, 'survey'))
        : await carrier.endCall(second));
    if (asked) return 'survey';
  }
  if (!(await carrier.endCall(call.carrierSid))) throw new AppError('call_not_live', 'This call has already ended.');
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
