import { callOutcomes } from '@/lib/contracts/calls';
import type { Actor, Role } from '@/lib/core/context';
import type { CallStatus, EffectiveVoice } from '@/lib/db/schema/calls';
import { isAllowed } from '@/lib/orgs/access/permissions';

/** What the rules look at in a call. */
interface RuledCall {
  voice: EffectiveVoice;
  outcome: string | null;
  status: CallStatus;
}

/**
 * The quality rules, in force on calls whose QA setting is on:
 * - recordings and transcripts are for owner, admin and supervisor alone;
 * - an outcome that follows a conversation is declared only when every required prompt is ticked;
 * - a declared outcome closes the record: ticks and notes stay as they are, and only owner and admin may correct the
 *   outcome or the notes, which the booking's timeline then shows.
 * Without QA an operator may correct all of it.
 */
const MAY_REVIEW: ReadonlySet<Role> = new Set(['owner', 'admin', 'supervisor']);
const MAY_CORRECT: ReadonlySet<Role> = new Set(['owner', 'admin']);

function roleOf(actor: Actor): Role | null {
  return 'role' in actor ? actor.role : null;
}

/** Who may hear the recording and read the transcript. */
export function mayReview(actor: Actor, call: RuledCall): boolean {
  const role = roleOf(actor);
  return isAllowed(actor, 'calls:read') && (!call.voice.qa || (role !== null && MAY_REVIEW.has(role)));
}

/** Whether the record of a call is closed to this person. */
export function isClosedTo(actor: Actor, call: RuledCall): boolean {
  const role = roleOf(actor);
  return call.voice.qa && call.outcome !== null && !(role !== null && MAY_CORRECT.has(role));
}

/** There was, or may have been, somebody on the line. */
export function canHaveOutcome(status: CallStatus): boolean {
  return !['ordering', 'unknown', 'queued', 'not-placed'].includes(status);
}

/** The required prompts that were not ticked and that stand in the outcome's way. */
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
