import type { WebhookEvent } from '@/lib/contracts/webhook-events';

export const receivedStatusWords: Record<WebhookEvent['status'], string> = {
  received: 'Not read yet',
  processed: 'Processed',
  already_synced: 'Known already',
  ignored: 'Ignored',
  failed: 'Trying again',
  dead: 'Given up',
  missing: 'Missing',
};

/** `BOOKING_CREATED` and `invitee.created` as people say them. */
export function kindText(kind: string): string {
  if (kind === 'found_by_poll') return 'Found in the list';
  const words = kind.replace(/[._]+/g, ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const reasons: Readonly<Record<string, string>> = {
  unknown_account: 'It is about an account that is not connected here.',
  unknown_booking: 'It is about a booking that is not known here (yet).',
  known: 'Everything in it was known already.',
  nothing_to_change: 'The booking stands here as it says.',
  own_move: 'It is the old half of a move made here.',
};

/** What an outcome means, in a sentence. */
export function outcomeText({ status, why, kind }: Pick<WebhookEvent, 'status' | 'why' | 'kind'>): string {
  if (status === 'missing') return 'It was never delivered; the provider’s list showed what it would have said.';
  if (status === 'dead') return 'It could not be understood in any of its tries. Replay it once the cause is mended.';
  if (status === 'failed') return 'It could not be understood yet, and is tried again by itself.';
  if (status === 'received') return 'It is kept, and read within a minute.';
  if (why && reasons[why]) return reasons[why];
  if (status === 'ignored')
    return why === kind ? 'Events of this kind change nothing here.' : 'It changes nothing here.';
  return status === 'processed' ? 'What it says was done.' : 'Everything in it was known already.';
}
