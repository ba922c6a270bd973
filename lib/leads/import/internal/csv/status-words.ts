import type { ImportedStage } from '@/lib/leads/merge-leads';

/** What the words that tools write for a lead's state say has happened. */
const said: Record<string, readonly ImportedStage[]> = {
  new: [],
  nevercontacted: [],
  notcontacted: [],
  pending: [],
  sent: ['sentAt'],
  contacted: ['sentAt'],
  insequence: ['sentAt'],
  inprogress: ['sentAt'],
  sequencefinished: ['sentAt'],
  sequencestopped: ['sentAt'],
  completed: ['sentAt'],
  finished: ['sentAt'],
  delivered: ['sentAt', 'deliveredAt'],
  opened: ['sentAt', 'deliveredAt'],
  replied: ['sentAt', 'deliveredAt', 'repliedAt'],
  responded: ['sentAt', 'deliveredAt', 'repliedAt'],
  notinterested: ['sentAt', 'deliveredAt', 'repliedAt'],
  interested: ['sentAt', 'deliveredAt', 'repliedAt', 'interestedAt'],
  positive: ['sentAt', 'deliveredAt', 'repliedAt', 'interestedAt'],
  bounced: ['sentAt', 'bouncedAt'],
  bounce: ['sentAt', 'bouncedAt'],
  unsubscribed: ['sentAt', 'unsubscribedAt'],
  optedout: ['sentAt', 'unsubscribedAt'],
};

/** Null for a word that is not known. */
export function stagesOfStatus(text: string): readonly ImportedStage[] | null {
  return said[wordOf(text)] ?? null;
}

/** Whether a status is the name of a stage before delivery: the lead got so far, and no further. */
export function isSentOnly(text: string): boolean {
  return wordOf(text) === 'sent';
}

function wordOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z]/g, '');
}
