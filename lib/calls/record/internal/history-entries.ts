import { NO_SHOW } from '@/lib/bookings/lifecycle';
import { syncWords } from '@/lib/calendars/outbound/sync-status-text';
import { type FailureReason, failureText } from '@/lib/calls/rules';
import type { TimelineEntry } from '@/lib/contracts/bookings';
import type { bookingHistory } from '@/lib/db/schema/bookings';
import { actorEntry, type Names } from './timeline-names';

type HistoryRow = typeof bookingHistory.$inferSelect;

const SUMMARY: Record<string, string> = {
  created: 'Booked',
  rescheduled: 'Rescheduled',
  edited: 'Edited',
  confirmed: 'Confirmed',
  cancelled: 'Cancelled',
  restored: 'Restored',
  retry_scheduled: 'Next attempt scheduled',
  completed: 'Completed',
  failed: 'Failed',
  reopened: 'Reopened',
  outcome_corrected: 'Outcome changed',
  call_notes_corrected: 'Call notes changed',
  synced: 'Added to the calendar',
  sync_failed: 'Calendar sync failed',
  cancelled_at_provider: 'Removed from the calendar',
  showed: 'Showed',
  no_show: 'No-show',
  attendance_reopened: 'Attendance reset',
};

const LABEL: Record<string, string> = {
  start_time: 'Start',
  duration_minutes: 'Duration',
  timezone: 'Time zone',
  staff_id: 'Operator',
  service_id: 'Service',
  attendee_name: 'Attendee',
  attendee_email: 'Email',
  attendee_phone: 'Phone',
  attendee_timezone: 'Attendee’s time zone',
  attendee_timezone_origin: 'Time zone from',
  title: 'Title',
  description: 'Description',
  notes: 'Notes',
  modulations: 'Call options',
  reason: 'Reason',
  attempt: 'Attempt',
  due_at: 'Next attempt',
  external_id: 'Calendar event ID',
  attendee: 'Attendee',
  basis: 'Based on',
};

/** What an attendance is based on, and why a meeting failed. */
const WORDS: Record<string, string> = {
  manual: 'a manual mark',
  call: 'our call',
  no_show_marked: 'the calendar',
  attended: 'the calendar',
  unmarked_rule: 'your rule for unmarked meetings',
  stated: 'what was entered',
  by_number: 'the phone number',
  [NO_SHOW]: 'No one showed up.',
};

/** What happened to a booking apart from its calls. The end of a call in `attempts` is left to the call's own entries. */
export function historyEntries(
  rows: readonly HistoryRow[],
  names: Names,
  attempts: readonly { id: string; endedAt: Date | null }[],
): TimelineEntry[] {
  const ended = new Set(attempts.filter(({ endedAt }) => endedAt !== null).map(({ id }) => id));
  const isInCall = ({ kind, detail }: HistoryRow) => kind === 'completed' && ended.has(String(detail.call_id));
  const shown = rows.filter((row) => !isInCall(row));
  return shown.map((row) => ({
    id: row.id,
    at: row.at.toISOString(),
    kind: `booking.${row.kind}`,
    summary: SUMMARY[row.kind] ?? row.kind.replaceAll('_', ' '),
    actor: actorEntry(row.actor, names),
    call_id: typeof row.detail.call_id === 'string' ? row.detail.call_id : null,
    since_attempt_ms: null,
    evidence: row.kind === 'sync_failed' ? syncFailure(row.detail) : evidenceOf(row.detail, names),
  }));
}

function syncFailure({ reason }: HistoryRow['detail']): TimelineEntry['evidence'] {
  return [{ label: 'Reason', value: syncWords(typeof reason === 'string' ? reason : null).why }];
}

function evidenceOf(detail: HistoryRow['detail'], names: Names): TimelineEntry['evidence'] {
  if (isRecord(detail.before) && isRecord(detail.after)) {
    const { before, after } = detail;
    return Object.keys(after).map((field) => ({
      label: LABEL[field] ?? field,
      value: `${say(before[field], names, field)} to ${say(after[field], names, field)}`,
    }));
  }
  return Object.entries(detail).flatMap(([field, value]) => {
    if (field === 'call_id' || field === 'attendee_id' || value === null) return [];
    if (field === 'start_resolution' && isRecord(value)) return [{ label: 'Start', value: String(value.message) }];
    return [{ label: LABEL[field] ?? field.replaceAll('_', ' '), value: say(value, names) }];
  });
}

function say(value: unknown, names: Names, field?: string): string {
  if (value === null || value === undefined || value === '') return 'none';
  if (typeof value === 'string')
    return names.get(value) ?? failureText[value as FailureReason] ?? WORDS[value] ?? value;
  if (isRecord(value)) {
    const parts = Object.entries(value).map(([key, on]) => `${key} ${on === true ? 'on' : on === false ? 'off' : on}`);
    return parts.join(', ') || 'default';
  }
  return field === 'duration_minutes' ? `${value} min` : String(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
