import { durationText } from '@/lib/time/duration-text';
import type { EvidenceRow } from './evidence-rows';

/** One piece of evidence in a few words. */
export function evidenceSummary({ kind, says, detail }: Pick<EvidenceRow, 'kind' | 'says' | 'detail'>): string {
  switch (kind) {
    case 'manual':
      return says === null ? 'Mark removed' : says ? 'Marked as showed' : 'Marked as no-show';
    case 'call':
      return callSummary(says, detail);
    case 'no_show_marked':
      return 'Marked as no-show in the calendar';
    case 'no_show_unmarked':
      return 'No-show mark removed in the calendar';
    case 'attended':
      return 'Marked as attended in the calendar';
    case 'meeting_ended':
      return 'Meeting ended without marks';
    case 'unmarked_rule':
      return says ? 'Not marked: counts as showed by your rule' : 'Not marked: counts as a no-show by your rule';
  }
}

const CALL_FAILURE: Record<string, string> = {
  attendee_no_answer: 'they didn’t answer our call',
  attendee_busy: 'their line was busy',
  attendee_failed: 'their number couldn’t be reached',
  attendee_hung_up: 'they hung up before the call was connected',
  answering_machine: 'voicemail answered our call',
  operator_no_answer: 'the operator didn’t answer',
  operator_busy: 'the operator’s line was busy',
  operator_declined: 'the operator didn’t accept the call',
};

function callSummary(says: boolean | null, detail: Record<string, unknown>): string {
  if (typeof detail.failure_reason === 'string') {
    const why = CALL_FAILURE[detail.failure_reason] ?? detail.failure_reason.replaceAll('_', ' ');
    return says === false ? `No-show: ${why}` : `Not connected: ${why}, so attendance stays open`;
  }
  const talked = durationText(Number(detail.talk_seconds ?? 0) * 1000);
  return says
    ? `Talked ${talked} on our call`
    : `Talked ${talked} on our call; your rule needs ${durationText(Number(detail.needed_seconds) * 1000)}`;
}
