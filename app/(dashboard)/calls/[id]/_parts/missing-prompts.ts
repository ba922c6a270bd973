import { type CallDetails, type CallOutcome, callOutcomes } from '@/lib/contracts/calls';

/** In QA mode: the required checklist items, not ticked yet, without which an outcome is refused. */
export function missingPrompts(
  call: Pick<CallDetails, 'voice' | 'confirmations'>,
  outcome: CallOutcome,
): CallDetails['confirmations'] {
  const talked = callOutcomes.find(({ value }) => value === outcome)?.conversation ?? true;
  if (!call.voice.qa || !talked) return [];
  return call.confirmations.filter(({ required, confirmed_at }) => required && confirmed_at === null);
}
