import { type CallOutcome, callOutcomes } from '@/lib/contracts/calls';

/** What a call came to, in words. */
export function outcomeWords(outcome: CallOutcome): string {
  return callOutcomes.find(({ value }) => value === outcome)?.label ?? outcome;
}
