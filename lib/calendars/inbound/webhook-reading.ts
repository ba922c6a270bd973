import type { ExternalFact } from './external-state';

/** What a delivery says about who came. */
export interface AttendanceReport {
  kind: 'no_show_marked' | 'no_show_unmarked' | 'attended' | 'meeting_ended';
  attendeeEmail: string | null;
  at: string;
  /** Start of the meeting that it is about; null where only the meeting's id is told. */
  occasion: string | null;
}

/** A delivery, understood: what the inbox files it under, and what it says. Made by pure functions, the same each time. */
export interface WebhookReading {
  /** The event by the provider's own name. */
  kind: string;
  /** Two deliveries of one event share it. */
  dedupeKey: string;
  occurredAt: Date | null;
  /** The provider's id of the booking that it is about. */
  externalId: string | null;
  /** Its number there, for what names it by that alone. */
  externalNumber: number | null;
  /** Names by which the account is found where the address does not say which. */
  account: { ids: string[]; emails: string[]; eventTypes: string[] };
  facts: ExternalFact[];
  attendance: AttendanceReport[];
  /** Why nothing is done about it; null where something may be. */
  ignored: string | null;
}
