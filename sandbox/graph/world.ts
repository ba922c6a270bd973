import { randomBytes } from 'node:crypto';
import type { Account, StoredEvent, Subscription } from './model';
import { itemNotFound } from './refusal';

export type EventDraft = Pick<StoredEvent, 'accountId' | 'calendarId' | 'start' | 'end'> & Partial<StoredEvent>;

export type ChangeKind = 'created' | 'updated' | 'deleted';

/** Everything the simulated Outlook knows, grants apart. */
export class World {
  readonly accounts: readonly Account[];
  readonly now: () => Date;
  subscriptions = new Map<string, Subscription>();
  #events = new Map<string, StoredEvent>();
  #revision = 0;
  /** Delta links of an earlier epoch are forgotten. */
  deltaEpoch = 0;
  onChange: (event: StoredEvent, kind: ChangeKind) => void = () => undefined;

  constructor(accounts: readonly Account[], now: () => Date) {
    this.accounts = accounts;
    this.now = now;
  }

  get revision(): number {
    return this.#revision;
  }

  get events(): readonly StoredEvent[] {
    return [...this.#events.values()];
  }

  reset(): void {
    this.subscriptions = new Map();
    this.#events = new Map();
    this.#revision = 0;
    this.deltaEpoch = 0;
  }

  account(id: string): Account {
    const account = this.accounts.find((one) => one.id === id);
    if (!account) throw new Error(`no account ${id}`);
    return account;
  }

  /** A live event of an account. @throws Refusal 404 */
  event(accountId: string, id: string): StoredEvent {
    const event = this.#events.get(id);
    if (event?.accountId !== accountId || event.deleted) throw itemNotFound();
    return event;
  }

  liveEvents(accountId: string, calendarId?: string): StoredEvent[] {
    return this.events.filter(
      (event) =>
        event.accountId === accountId &&
        !event.deleted &&
        (calendarId === undefined || event.calendarId === calendarId),
    );
  }

  add(draft: EventDraft): StoredEvent {
    const now = this.now();
    return this.#put(
      {
        id: `AAMk${randomBytes(36).toString('base64url')}=`,
        created: now,
        updated: now,
        revision: 0,
        deleted: false,
        subject: '',
        body: { contentType: 'text', content: '' },
        showAs: 'busy',
        isCancelled: false,
        attendees: [],
        transactionId: null,
        isOnlineMeeting: false,
        meetingReadyAt: null,
        properties: {},
        ...draft,
      },
      'created',
    );
  }

  change(event: StoredEvent, changes: Partial<StoredEvent>): StoredEvent {
    return this.#put({ ...event, ...changes }, 'updated');
  }

  delete(event: StoredEvent): void {
    this.#put({ ...event, deleted: true }, 'deleted');
  }

  #put(event: StoredEvent, kind: ChangeKind): StoredEvent {
    this.#revision += 1;
    const stored = { ...event, revision: this.#revision, updated: this.now() };
    this.#events.set(stored.id, stored);
    this.onChange(stored, kind);
    return stored;
  }
}

/** The calendar that an account has from the start. */
export const DEFAULT_CALENDAR = 'default';
