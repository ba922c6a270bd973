import { randomBytes } from 'node:crypto';
import type { ApiKey, Booking, Busy, EventType, Reservation, Team, User, Webhook } from './model';
import type { Account } from './sample-account';

const UID_ALPHABET = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';

/** Everything the simulated Cal.com knows. */
export class World {
  readonly #account: Account;
  readonly now: () => Date;
  users = new Map<number, User>();
  teams = new Map<number, Team>();
  eventTypes = new Map<number, EventType>();
  apiKeys = new Map<string, ApiKey>();
  bookings = new Map<string, Booking>();
  reservations = new Map<string, Reservation>();
  webhooks = new Map<string, Webhook>();
  busy: Busy[] = [];
  #lastId = 0;

  constructor(account: Account, now: () => Date) {
    this.#account = account;
    this.now = now;
    this.reset();
  }

  reset(): void {
    const { users, teams, eventTypes, apiKeys } = this.#account;
    this.users = new Map(users.map((user) => [user.id, user]));
    this.teams = new Map(teams.map((team) => [team.id, team]));
    this.eventTypes = new Map(eventTypes.map((type) => [type.id, type]));
    this.apiKeys = new Map(Object.entries(apiKeys).map(([key, userId]) => [key, { userId, expiresAt: null }]));
    this.bookings = new Map();
    this.reservations = new Map();
    this.webhooks = new Map();
    this.busy = [];
    this.#lastId = 550_000;
  }

  nextId(): number {
    this.#lastId += 1;
    return this.#lastId;
  }

  /** 22 characters, case-sensitive, as Cal.com's. */
  newUid(): string {
    return [...randomBytes(22)].map((byte) => UID_ALPHABET[byte % UID_ALPHABET.length]).join('');
  }

  user(id: number): User {
    const user = this.users.get(id);
    if (!user) throw new Error(`no user ${id}`);
    return user;
  }

  eventTypeOf(booking: Booking): EventType {
    const type = this.eventTypes.get(booking.eventTypeId);
    if (!type) throw new Error(`no event type ${booking.eventTypeId}`);
    return type;
  }

  /** Whether the user may manage the team. */
  isTeamAdmin(userId: number, teamId: number): boolean {
    const membership = this.teams.get(teamId)?.memberships.find((one) => one.userId === userId);
    return membership?.accepted === true && membership.role !== 'MEMBER';
  }

  /** Keeps how a booking was, changes it, and stamps the change. */
  change(booking: Booking, changes: Partial<Booking>): void {
    booking.before = { ...booking, attendees: booking.attendees.map((attendee) => ({ ...attendee })), before: null };
    Object.assign(booking, changes, { updatedAt: this.now() });
  }
}

/** The people who hold a booking of this type. */
export function hostsOf(type: EventType): readonly number[] {
  return type.ownerId === null ? type.hostIds : [type.ownerId];
}
