import { durationText } from '@/lib/time/duration-text';
import type { EvidenceRow } from './evidence-rows';

/** What was said of somebody's coming, in a few words. */
export function addEvidence({ kind, says, detail }: Pick<EvidenceRow, 'kind' | 'says' | 'detail'>): string {
  switch (kind) {
    case 'manual':
      return says === null ? 'Mark taken back' : says ? 'Marked as showed' : 'Marked as no-show';
    case 'call':
      return sayCall(says, detail);
    case 'no_show_marked':
      return 'Marked as no-show in the calendar';
    case 'no_show_unmarked':
      return 'No-show mark removed in the calendar';
    case 'attended':
      return 'Attended, says the calendar';
    case 'meeting_ended':
      return 'The meeting ended, nobody was marked';
    case 'unmarked_rule':
      return says
        ? 'Nobody was marked: counts as showed by your rule'
        : 'Nobody was marked: counts as no-show by your rule';
  }
}

function sayCall(says: boolean | null, detail: Record<string, unknown>): string {
  if (typeof detail.failure_reason === 'string') {
    const why = detail.failure_reason.replaceAll('_', ' ');
    return says === false
      ? `Our call was not taken (${why})`
      : `Our call was not taken (${why}), which decides nothing`;
  }
  const talked = durationText(Number(detail.talk_seconds ?? 0) * 1000);
  return says
    ? `Talked ${talked} on our call`
    : `Talked ${talked} on our call, ${durationText(Number(detail.needed_seconds) * 1000)} are needed`;
}
