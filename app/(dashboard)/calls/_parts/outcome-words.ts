import { type CallOutcome, callOutcomes } from '@/lib/contracts/calls';

/** Label of an outcome. */
export function outcomeWords(outcome: CallOutcome): string {
  return callOutcomes.find(({ value }) => value === outcome)?.label ?? outcome;
}
