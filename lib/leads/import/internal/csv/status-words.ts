import type { ImportedStage } from '@/lib/leads/merge-leads';

/** The stages that the status words of email tools imply. */
const stagesByStatus: Record<string, readonly ImportedStage[]> = {
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

/** Null for an unknown status. */
export function stagesOfStatus(text: string): readonly ImportedStage[] | null {
  return stagesByStatus[wordOf(text)] ?? null;
}

/** Whether a status says that the lead was sent an email and got no further. */
export function isSentOnly(text: string): boolean {
  return wordOf(text) === 'sent';
}

function wordOf(text: string): string {
  return text.toLowerCase().replace(/[^a-z]/g, '');
}
