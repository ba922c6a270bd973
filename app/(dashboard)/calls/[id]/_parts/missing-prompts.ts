import { type CallDetails, type CallOutcome, callOutcomes } from '@/lib/contracts/calls';

/** Under the quality rules: the required prompts not ticked yet that stand in the way of an outcome. */
export function missingPrompts(
  call: Pick<CallDetails, 'voice' | 'confirmations'>,
  outcome: CallOutcome,
): CallDetails['confirmations'] {
  const talked = callOutcomes.find(({ value }) => value === outcome)?.conversation ?? true;
  if (!call.voice.qa || !talked) return [];
  return call.confirmations.filter(({ required, confirmed_at }) => required && confirmed_at === null);
}
