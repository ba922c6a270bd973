import type { EditableColumns } from './plan-change';

const FIELD_OF: Record<keyof EditableColumns, string> = {
  title: 'title',
  description: 'description',
  startTime: 'start_time',
  durationMinutes: 'duration_minutes',
  timezone: 'timezone',
  attendeeName: 'attendee_name',
  attendeeEmail: 'attendee_email',
  attendeePhone: 'attendee_phone',
  attendeeTimezone: 'attendee_timezone',
  notes: 'notes',
  modulations: 'modulations',
  staffId: 'staff_id',
  serviceId: 'service_id',
};

export interface ChangedFields {
  before: Record<string, unknown>;
  after: Record<string, unknown>;
}

/** What differs between two states, by the names of the wire; null when nothing does. */
export function changedFields(before: EditableColumns, after: EditableColumns): ChangedFields | null {
  const columns = (Object.keys(FIELD_OF) as (keyof EditableColumns)[]).filter(
    (column) => JSON.stringify(before[column]) !== JSON.stringify(after[column]),
  );
  if (columns.length === 0) return null;
  const pick = (row: EditableColumns) => Object.fromEntries(columns.map((column) => [FIELD_OF[column], row[column]]));
  return { before: pick(before), after: pick(after) };
}
