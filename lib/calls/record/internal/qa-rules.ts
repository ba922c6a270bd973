import { callOutcomes } from '@/lib/contracts/calls';
import type { Actor, Role } from '@/lib/core/context';
import type { CallStatus, EffectiveVoice } from '@/lib/db/schema/calls';
import { isAllowed } from '@/lib/orgs/access/permissions';

/** The part of a call that the rules depend on. */
interface RuledCall {
  voice: EffectiveVoice;
  outcome: string | null;
  status: CallStatus;
}

/**
 * QA mode, for calls with that setting:
 * - only owners, admins and supervisors can review recordings and transcripts;
 * - an outcome after a conversation requires every required prompt to be ticked;
 * - a logged outcome locks the record: only owners and admins can change the outcome or the notes, and the booking's
 *   timeline shows it.
 * Without QA mode operators can change all of it.
 */
const MAY_REVIEW: ReadonlySet<Role> = new Set(['owner', 'admin', 'supervisor']);
const MAY_CORRECT: ReadonlySet<Role> = new Set(['owner', 'admin']);

function roleOf(actor: Actor): Role | null {
  return 'role' in actor ? actor.role : null;
}

/** Whether this person may play the recording and read the transcript. */
export function mayReview(actor: Actor, call: RuledCall): boolean {
  const role = roleOf(actor);
  return isAllowed(actor, 'calls:read') && (!call.voice.qa || (role !== null && MAY_REVIEW.has(role)));
}

/** Whether QA mode locks the record for this person. */
export function isClosedTo(actor: Actor, call: RuledCall): boolean {
  const role = roleOf(actor);
  return call.voice.qa && call.outcome !== null && !(role !== null && MAY_CORRECT.has(role));
}

/** Whether a phone may have rung. */
export function canHaveOutcome(status: CallStatus): boolean {
  return !['ordering', 'unknown', 'queued', 'not-placed'].includes(status);
}

/** The unticked required prompts that prevent this outcome. */
export function missingConfirmations(
  call: RuledCall,
  outcome: string,
  prompts: readonly { key: string; required: boolean }[],
  ticked: ReadonlySet<string>,
): string[] {
  const talked = callOutcomes.find(({ value }) => value === outcome)?.conversation ?? true;
  if (!call.voice.qa || !talked) return [];
  return prompts.filter(({ key, required }) => required && !ticked.has(key)).map(({ key }) => key);
}
