import type { Busy, EventType, Invitee, Meeting, Subscription, User } from './model';
import { missing } from './refusal';
import type { Account } from './sample-account';

/** Everything the simulated Calendly knows, grants apart. */
export class World {
  readonly account: Account;
  readonly now: () => Date;
  users = new Map<string, User>();
  eventTypes = new Map<string, EventType>();
  meetings = new Map<string, Meeting>();
  invitees = new Map<string, Invitee>();
  subscriptions = new Map<string, Subscription>();
  /** Code of a single-use link → its event type; gone once used. */
  links = new Map<string, string>();
  busy: Busy[] = [];

  constructor(account: Account, now: () => Date) {
    this.account = account;
    this.now = now;
    this.reset();
  }

  reset(): void {
    this.users = new Map(this.account.users.map((user) => [user.uuid, { ...user }]));
    this.eventTypes = new Map(this.account.eventTypes.map((type) => [type.uuid, type]));
    this.meetings = new Map();
    this.invitees = new Map();
    this.subscriptions = new Map();
    this.links = new Map();
    this.busy = [];
  }

  /** @throws Refusal 404 */
  user(uuid: string): User {
    return found(this.users.get(uuid));
  }

  /** @throws Refusal 404 */
  eventType(uuid: string): EventType {
    return found(this.eventTypes.get(uuid));
  }

  /** @throws Refusal 404 */
  meeting(uuid: string): Meeting {
    return found(this.meetings.get(uuid));
  }

  /** @throws Refusal 404 */
  invitee(uuid: string): Invitee {
    return found(this.invitees.get(uuid));
  }

  inviteesOf(meeting: Meeting): Invitee[] {
    return meeting.inviteeIds.map((id) => this.invitee(id));
  }

  organizationOf(type: EventType): string {
    return this.user(type.hostIds[0] ?? '').organizationId;
  }

  /** What happened to the meetings in the last `seconds` is not there yet: how a lagging replica sees them. */
  meetingsAsOf(seconds: number): Meeting[] {
    const seen = this.now().getTime() - seconds * 1000;
    return [...this.meetings.values()]
      .filter(({ createdAt }) => createdAt.getTime() <= seen)
      .map((meeting) => (meeting.updatedAt.getTime() > seen ? { ...meeting, cancellation: null } : meeting));
  }
}

function found<Thing>(thing: Thing | undefined): Thing {
  if (thing === undefined) throw missing();
  return thing;
}
