import { type FailureReason, failureText } from '@/lib/calls/rules';

const others: Record<string, string> = {
  no_show: 'No one showed up to the meeting.',
  cancelled_by_user: 'Cancelled.',
};

/** Why a booking or a call ended, as a sentence. */
export function reasonText(reason: string): string {
  return failureText[reason as FailureReason] ?? others[reason] ?? `${sentence(reason.replaceAll('_', ' '))}.`;
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
