import type { WebhookEvent } from '@/lib/contracts/webhook-events';

export const receivedStatusWords: Record<WebhookEvent['status'], string> = {
  received: 'Queued',
  processed: 'Processed',
  already_synced: 'Already synced',
  ignored: 'Ignored',
  failed: 'Retrying',
  dead: 'Failed',
  missing: 'Missing',
};

/** `BOOKING_CREATED` as `Booking created`. */
export function kindText(kind: string): string {
  if (kind === 'found_by_poll') return 'Found by sync';
  const words = kind.replace(/[._]+/g, ' ').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const reasons: Readonly<Record<string, string>> = {
  unknown_account: 'For an account that isn’t connected here.',
  unknown_booking: 'For a booking that isn’t known here yet.',
  known: 'Already up to date.',
  nothing_to_change: 'The booking is already up to date.',
  own_move: 'The old half of a reschedule made here.',
};

/** An outcome in a sentence. */
export function outcomeText({ status, why, kind }: Pick<WebhookEvent, 'status' | 'why' | 'kind'>): string {
  if (status === 'missing') return 'Never received. We found it in the provider’s list.';
  if (status === 'dead') return 'Every attempt failed. Replay it once the cause is fixed.';
  if (status === 'failed') return 'Not processed yet. We retry automatically.';
  if (status === 'received') return 'Queued. Processing starts within a minute.';
  if (why && reasons[why]) return reasons[why];
  if (status === 'ignored')
    return why === kind ? 'Events of this type don’t affect anything here.' : 'No action needed.';
  return status === 'processed' ? 'Applied.' : 'Already up to date.';
}
