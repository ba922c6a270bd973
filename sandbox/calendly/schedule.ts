import { freeAt, isOnSchedule, sameGroup } from './availability';
import type { Cancellation, EventType, Invitee, Meeting } from './model';
import { invalid, Refusal } from './refusal';
import { instant, inviteeUri } from './uris';
import type { World } from './world';

export type InviteeEvent =
  | 'invitee.created'
  | 'invitee.canceled'
  | 'invitee_no_show.created'
  | 'invitee_no_show.deleted';

/** Who comes, and when. */
export interface Appointment
  extends Pick<
    Invitee,
    'email' | 'name' | 'firstName' | 'lastName' | 'timeZone' | 'answers' | 'tracking' | 'textReminderNumber' | 'method'
  > {
  readonly start: Date;
  readonly location: Meeting['location'];
  readonly guests: readonly string[];
  readonly scheduledBy: string | null;
  /** URI of the invitee that this one replaces. */
  readonly oldInvitee?: string | null;
}

export const noTracking = {
  utm_campaign: null,
  utm_source: null,
  utm_medium: null,
  utm_content: null,
  utm_term: null,
  salesforce_uuid: null,
};

/** The calendar: what is booked, moved and cancelled, by the API or by people. Tells `happened` of each change. */
export class Schedule {
  readonly #world: World;
  readonly #happened: (event: InviteeEvent, invitee: Invitee) => void;

  constructor(world: World, happened: (event: InviteeEvent, invitee: Invitee) => void) {
    this.#world = world;
    this.#happened = happened;
  }

  /** @throws Refusal 400 `already_filled`, or without a code for a time that was never offered */
  book(type: EventType, appointment: Appointment): Invitee {
    const invitee = this.#put(type, appointment);
    this.#happened('invitee.created', invitee);
    return invitee;
  }

  /** Cancels the meeting for all who come. @throws Refusal 403 when it is over, or cancelled already */
  cancel(meeting: Meeting, by: Pick<Cancellation, 'canceled_by' | 'canceler_type' | 'reason'>): Cancellation {
    if (meeting.cancellation) throw new Refusal(403, 'Event is already canceled');
    if (meeting.start <= this.#world.now()) throw new Refusal(403, 'Event in the past');
    const cancellation = { ...by, created_at: instant(this.#world.now()) };
    const coming = this.#world.inviteesOf(meeting).filter((invitee) => invitee.cancellation === null);
    this.#end(meeting, coming, cancellation);
    for (const invitee of coming) this.#happened('invitee.canceled', invitee);
    return cancellation;
  }

  /** What the visitor's own page does: a new meeting takes the place of the old, and each half is told. */
  reschedule(invitee: Invitee, start: Date): Invitee {
    const old = this.#world.meeting(invitee.meetingId);
    const type = this.#world.eventType(old.eventTypeId);
    const cancellation = {
      canceled_by: invitee.name,
      canceler_type: 'invitee' as const,
      reason: null,
      created_at: instant(this.#world.now()),
    };
    // The old time is free for the new meeting, and comes back when that cannot be.
    this.#end(old, [invitee], cancellation);
    try {
      const { email, name, firstName, lastName, timeZone, answers, tracking, textReminderNumber } = invitee;
      const moved = this.#put(type, {
        ...{ email, name, firstName, lastName, timeZone, answers, tracking, textReminderNumber },
        ...{ start, location: old.location, guests: old.guests, method: null, scheduledBy: null },
        oldInvitee: inviteeUri(invitee.meetingId, invitee.uuid),
      });
      invitee.rescheduled = true;
      invitee.newInvitee = inviteeUri(moved.meetingId, moved.uuid);
      this.#happened('invitee.canceled', invitee);
      this.#happened('invitee.created', moved);
      return moved;
    } catch (error) {
      old.cancellation = null;
      invitee.cancellation = null;
      throw error;
    }
  }

  markNoShow(invitee: Invitee): NonNullable<Invitee['noShow']> {
    invitee.noShow = { uuid: crypto.randomUUID(), createdAt: this.#world.now() };
    invitee.updatedAt = this.#world.now();
    this.#happened('invitee_no_show.created', invitee);
    return invitee.noShow;
  }

  unmarkNoShow(invitee: Invitee): void {
    invitee.noShow = null;
    invitee.updatedAt = this.#world.now();
    this.#happened('invitee_no_show.deleted', invitee);
  }

  #put(type: EventType, { start, location, guests, oldInvitee = null, ...person }: Appointment): Invitee {
    const world = this.#world;
    const now = world.now();
    const free = freeAt(world, type, start.getTime());
    if (!free) throw isOnSchedule(world, type, start.getTime()) && start > now ? filled() : neverOffered();
    const group = [...world.meetings.values()].find((meeting) => sameGroup(meeting, type, start.getTime()));
    const meeting: Meeting = group ?? {
      uuid: crypto.randomUUID(),
      eventTypeId: type.uuid,
      name: type.name,
      hostIds: free.hostIds,
      start,
      end: new Date(start.getTime() + type.duration * 60_000),
      seats: type.seats,
      location,
      guests,
      inviteeIds: [],
      createdAt: now,
      updatedAt: now,
      cancellation: null,
    };
    const invitee: Invitee = {
      ...person,
      uuid: crypto.randomUUID(),
      meetingId: meeting.uuid,
      createdAt: now,
      updatedAt: now,
      cancellation: null,
      rescheduled: false,
      oldInvitee,
      newInvitee: null,
      noShow: null,
    };
    meeting.inviteeIds.push(invitee.uuid);
    meeting.updatedAt = now;
    world.meetings.set(meeting.uuid, meeting);
    world.invitees.set(invitee.uuid, invitee);
    return invitee;
  }

  #end(meeting: Meeting, invitees: readonly Invitee[], cancellation: Cancellation): void {
    const now = this.#world.now();
    for (const invitee of invitees) Object.assign(invitee, { cancellation, updatedAt: now });
    const somebodyComes = this.#world.inviteesOf(meeting).some((invitee) => invitee.cancellation === null);
    meeting.updatedAt = now;
    if (!somebodyComes) meeting.cancellation = cancellation;
  }
}

function filled(): Refusal {
  return invalid({ parameter: 'base', message: 'This event slot has been filled', code: 'already_filled' });
}

function neverOffered(): Refusal {
  return invalid({ parameter: 'start_time', message: 'is not an available time of this event type' });
}
