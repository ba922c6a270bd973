import type { CalendarProviderName, ConnectionSettings } from '@/lib/db/schema/calendars';

/** The account id of a connection known only from its webhooks; connecting the account replaces it. */
export const INSTALLATION_ACCOUNT = 'installation';

/** A connection as a provider gets it: its own row, with working credentials. */
export interface OpenConnection {
  id: string;
  organizationId: string;
  provider: CalendarProviderName;
  accountId: string;
  accountLabel: string;
  settings: ConnectionSettings;
  /** Decrypted; `{apiKey}` or `{accessToken}`, as the provider's folder defines. Never logged. */
  credentials: Record<string, string>;
}

/** Half-open, UTC. */
export interface SlotRange {
  from: Date;
  to: Date;
}

/** A time that can be booked. */
export interface Slot {
  start: Date;
  end: Date;
}

/** Whether two times are the same, from start to end. */
export function isSameTime(a: Slot, b: Slot): boolean {
  return a.start.getTime() === b.start.getTime() && a.end.getTime() === b.end.getTime();
}

/** The end of a time, after its start: providers also hold meetings of no length. */
export function endOf({ start, end }: Slot): Date {
  return end > start ? end : new Date(start.getTime() + 60_000);
}

/** Who books a slot. */
export interface Visitor {
  name: string;
  email: string;
  /** IANA zone. */
  timeZone: string;
  /** E.164. */
  phone: string | null;
  notes: string | null;
}

/** What became of a request to book. */
export type BookAnswer =
  | {
      kind: 'booked';
      /** The provider's id of the booking. */
      externalId: string;
      /** Where people see it. */
      detailsUrl: string | null;
      joinUrl: string | null;
      /** `pending`: the host still has to confirm. */
      state: 'accepted' | 'pending';
    }
  | { kind: 'slot_taken' }
  /** The provider does not let us book for the visitor (plan, cap, paid type); it gives a page where he can. */
  | { kind: 'link'; url: string; why: string };

/** What `CalendarProvider.book` is asked to do. */
export interface Order {
  connection: OpenConnection;
  slot: Slot;
  visitor: Visitor;
  key: string;
}

/**
 * A calendar that can be asked for free slots and can take a booking: the one contract of all providers, and no more.
 * Whatever cannot be asked is an AppError: `provider_unavailable` (down, slow, over its rate), `provider_failed`
 * (it refused: see `CalendarFault`).
 */
export interface CalendarProvider {
  /**
   * The free slots of a range, earliest first. An empty list means that nothing is free; "could not ask" is thrown.
   * @param zone IANA zone of the visitor; instants do not depend on it
   */
  availableSlots(connection: OpenConnection, range: SlotRange, zone: string): Promise<Slot[]>;
  /**
   * Books a slot for a visitor, once per `key`: repeated with the same key, after a time-out or a crash, it finds the
   * first booking instead of making a second one.
   */
  book(connection: OpenConnection, slot: Slot, visitor: Visitor, key: string): Promise<BookAnswer>;
  /** What people call this calendar, e.g. `Cal.com · ada@example.com · Intro call`. */
  label(connection: OpenConnection): string;
}

/** What a provider can do beyond the contract; pages and commands ask this instead of the provider's name. */
export interface CalendarCapabilities {
  /** Slots can be listed and booked through us; otherwise only the provider's own page is shown. */
  bookable: boolean;
  connectBy: 'key' | 'oauth' | 'share_url' | 'none';
  eventTypes: boolean;
  createsEventTypes: boolean;
  hosts: boolean;
  reschedules: boolean;
  cancels: boolean;
  marksAbsent: boolean;
  pushesChanges: boolean;
}
