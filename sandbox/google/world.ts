import { randomBytes } from 'node:crypto';
import type { Account, Calendar, Channel, EventTime, StoredEvent } from './model';
import { notFound } from './refusal';
import type { Directory } from './sample-account';

/** Half-open, milliseconds of the epoch. */
export interface Span {
  from: number;
  to: number;
}

/** Everything the simulated Google Calendar knows, grants apart. */
export class World {
  readonly directory: Directory;
  readonly now: () => Date;
  calendars = new Map<string, Calendar>();
  channels = new Map<string, Channel>();
  #events = new Map<string, StoredEvent>();
  #revision = 0;
  /** Sync tokens of an earlier epoch are forgotten. */
  syncEpoch = 0;
  onChange: (event: StoredEvent) => void = () => undefined;

  constructor(directory: Directory, now: () => Date) {
    this.directory = directory;
    this.now = now;
    this.reset();
  }

  get revision(): number {
    return this.#revision;
  }

  get events(): readonly StoredEvent[] {
    return [...this.#events.values()];
  }

  reset(): void {
    this.calendars = new Map(this.directory.calendars.map((calendar) => [calendar.id, calendar]));
    this.channels = new Map();
    this.#events = new Map();
    this.#revision = 0;
    this.syncEpoch = 0;
  }

  account(email: string): Account {
    const account = this.directory.accounts.find((one) => one.email === email);
    if (!account) throw new Error(`no account ${email}`);
    return account;
  }

  /** A calendar that an account reaches; `primary` is its own. @throws Refusal 404 */
  calendar(id: string, email: string): Calendar {
    const calendar = this.calendars.get(id === 'primary' ? email : id);
    if (!calendar || (calendar.owner !== email && !calendar.readers.includes(email))) throw notFound();
    return calendar;
  }

  eventsOf(calendarId: string): StoredEvent[] {
    return this.events.filter((event) => event.calendarId === calendarId);
  }

  find(calendarId: string, id: string): StoredEvent | undefined {
    return this.#events.get(`${calendarId}/${id}`);
  }

  /** Creates or changes an event, and notifies listeners. */
  put(event: Omit<StoredEvent, 'revision' | 'updated' | 'sequence'>): StoredEvent {
    this.#revision += 1;
    const before = this.find(event.calendarId, event.id);
    const stored = {
      ...event,
      revision: this.#revision,
      sequence: before ? before.sequence + 1 : 0,
      updated: this.now(),
    };
    this.#events.set(`${event.calendarId}/${event.id}`, stored);
    this.onChange(stored);
    return stored;
  }

  /** Deletes an event: it keeps its id, as cancelled. */
  delete(event: StoredEvent): StoredEvent {
    return this.put({ ...event, status: 'cancelled' });
  }

  newEventId(): string {
    return randomBytes(13).toString('hex');
  }
}

/** When a time is: all-day dates count from midnight UTC. */
function instantOf({ dateTime, date }: EventTime): number {
  return Date.parse(dateTime ?? `${date}T00:00:00Z`);
}

export function spanOf({ start, end }: Pick<StoredEvent, 'start' | 'end'>): Span {
  return { from: instantOf(start), to: instantOf(end) };
}
