import type { PreviewLine } from '@/lib/contracts/lead-imports';
import { importedStages } from '@/lib/leads/merge-leads';
import { type RowReading, readRow } from './read-row';

const words = {
  sentAt: 'sent_at',
  deliveredAt: 'delivered_at',
  repliedAt: 'replied_at',
  interestedAt: 'interested_at',
  bouncedAt: 'bounced_at',
  unsubscribedAt: 'unsubscribed_at',
} as const;

/** A row of a file as it would be imported. */
export function previewLine(cells: string[], line: number, reading: RowReading): PreviewLine {
  const { lead, problems } = readRow(cells, reading);
  const values: Record<string, string> = {};
  const add = (field: string, value: string | null | undefined) => {
    if (value) values[field] = value;
  };
  add('email', lead?.email);
  add('first_name', lead?.firstName);
  add('last_name', lead?.lastName);
  add('company', lead?.company);
  add('title', lead?.title);
  add('phone', lead?.phone);
  add('timezone', lead?.timezone);
  add('external_id', lead?.externalId);
  for (const stage of importedStages) add(words[stage], lead?.[stage]?.toISOString());
  return { line, cells, values, problem: problemText(problems), is_refused: lead === null };
}

/** The problems of a row, one sentence each; null without any. */
export function problemText(problems: readonly { reason: string }[]): string | null {
  return problems.length === 0 ? null : problems.map(({ reason }) => reason).join(' ');
}
