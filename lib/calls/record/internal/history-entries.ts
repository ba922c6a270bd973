import { NOBODY_CAME } from '@/lib/bookings/meeting-status';
import { syncWords } from '@/lib/calendars/outbound/sync-status-text';
import { type FailureReason, failureText } from '@/lib/calls/rules';
import type { TimelineEntry } from '@/lib/contracts/bookings';
import type { bookingHistory } from '@/lib/db/schema/bookings';
import { actorEntry, type Names } from './timeline-names';

type HistoryRow = typeof bookingHistory.$inferSelect;

const SUMMARY: Record<string, string> = {
  created: 'Booked',
  rescheduled: 'Moved',
  edited: 'Changed',
  confirmed: 'Confirmed',
  cancelled: 'Cancelled',
  restored: 'Cancellation undone',
  retry_scheduled: 'Another attempt set',
  completed: 'Completed',
  failed: 'Failed',
  reopened: 'Open again',
  outcome_corrected: 'Outcome corrected',
  call_notes_corrected: 'Notes of the call corrected',
  synced: 'Written to the calendar',
  sync_failed: 'Not in step with the calendar',
  cancelled_at_provider: 'Removed from the calendar',
  showed: 'Showed',
  no_show: 'Did not come',
  attendance_reopened: 'Attendance open again',
};

const LABEL: Record<string, string> = {
  start_time: 'Start',
  duration_minutes: 'Minutes',
  timezone: 'Time zone',
  staff_id: 'Operator',
  service_id: 'Service',
  attendee_name: 'Attendee',
  attendee_email: 'E-mail',
  attendee_phone: 'Telephone',
  attendee_timezone: 'Attendee’s time zone',
  title: 'Title',
  description: 'Description',
  notes: 'Notes',
  modulations: 'Call settings',
  reason: 'Reason',
  attempt: 'Attempt',
  due_at: 'Next attempt',
  external_id: 'Its id there',
  attendee: 'Attendee',
  basis: 'Known from',
};

/** What an attendance rests on, and what became of a meeting. */
const WORDS: Record<string, string> = {
  manual: 'a person’s word',
  call: 'our call',
  no_show_marked: 'the calendar’s mark',
  attended: 'the calendar’s mark',
  unmarked_rule: 'your rule for unmarked meetings',
  [NOBODY_CAME]: 'Nobody came.',
};

/** What people and the scheduler did to a booking, as its history keeps it. */
export function historyEntries(rows: readonly HistoryRow[], names: Names): TimelineEntry[] {
  return rows.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    kind: `booking.${row.kind}`,
    summary: SUMMARY[row.kind] ?? row.kind.replaceAll('_', ' '),
    actor: actorEntry(row.actor, names),
    call_id: typeof row.detail.call_id === 'string' ? row.detail.call_id : null,
    evidence: row.kind === 'sync_failed' ? whyNotInStep(row.detail) : evidenceOf(row.detail, names),
  }));
}

function whyNotInStep({ reason }: HistoryRow['detail']): TimelineEntry['evidence'] {
  return [{ label: 'Reason', value: syncWords(typeof reason === 'string' ? reason : null).why }];
}

function evidenceOf(detail: HistoryRow['detail'], names: Names): TimelineEntry['evidence'] {
  if (isRecord(detail.before) && isRecord(detail.after)) {
    const { before, after } = detail;
    return Object.keys(after).map((field) => ({
      label: LABEL[field] ?? field,
      value: `${say(before[field], names)} → ${say(after[field], names)}`,
    }));
  }
  return Object.entries(detail).flatMap(([field, value]) => {
    if (field === 'call_id' || field === 'attendee_id' || value === null) return [];
    if (field === 'start_resolution' && isRecord(value)) return [{ label: 'Start', value: String(value.message) }];
    return [{ label: LABEL[field] ?? field.replaceAll('_', ' '), value: say(value, names) }];
  });
}

function say(value: unknown, names: Names): string {
  if (value === null || value === undefined || value === '') return 'none';
  if (typeof value === 'string')
    return names.get(value) ?? failureText[value as FailureReason] ?? WORDS[value] ?? value;
  if (isRecord(value)) {
    const parts = Object.entries(value).map(([key, on]) => `${key} ${on === true ? 'on' : on === false ? 'off' : on}`);
    return parts.join(', ') || 'as configured';
  }
  return String(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
