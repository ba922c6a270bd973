import type { ProviderControl } from '@/sandbox/provider-kit/control';
import type { DeliveryRecord } from '@/sandbox/provider-kit/webhook-outbox';
import type { Deliveries } from './deliveries';
import type { Grants } from './grants';
import type { Busy, EventType, Invitee, Meeting, Subscription, User } from './model';
import { eventType } from './sample-account';
import { type Appointment, noTracking, type Schedule } from './schedule';
import type { World } from './world';

/** What people do at Calendly, and what a test wants to see and to break. */
export interface CalendlyControl extends ProviderControl {
  meetings(): readonly Meeting[];
  invitees(): readonly Invitee[];
  subscriptions(): readonly Subscription[];
  /** A visitor books on Calendly's own page. */
  book(eventTypeId: string, who: Partial<Appointment> & { start: Date }): Invitee;
  cancel(inviteeId: string, by: 'host' | 'invitee', reason?: string): void;
  reschedule(inviteeId: string, start: Date): Invitee;
  markNoShow(inviteeId: string, marked: boolean): void;
  addEventType(given: Pick<EventType, 'name' | 'duration' | 'hostIds'> & Partial<EventType>): EventType;
  changeEventType(id: string, changes: Partial<EventType>): void;
  deleteEventType(id: string): void;
  changeUser(id: string, changes: Partial<Pick<User, 'plan'>>): void;
  addBusy(busy: Busy): void;
  /** Ends grants: of a user, or all. */
  revokeGrants(userId?: string): void;
  restoreGrants(userId?: string): void;
  /** Lets every access token end now. */
  expireTokens(): void;
  disableSubscription(id: string): void;
  deliveries(): readonly DeliveryRecord[];
  /** Resolves when no webhook is under way. */
  idle(): Promise<void>;
}

interface Parts {
  world: World;
  schedule: Schedule;
  grants: Grants;
  deliveries: Deliveries;
  control: ProviderControl;
}

export function calendlyControl({ world, schedule, grants, deliveries, control }: Parts): CalendlyControl {
  return {
    ...control,
    meetings: () => [...world.meetings.values()],
    invitees: () => [...world.invitees.values()],
    subscriptions: () => [...world.subscriptions.values()],
    book: (eventTypeId, who) => {
      const type = world.eventType(eventTypeId);
      const [place] = type.locations;
      return schedule.book(type, {
        email: 'visitor@visitors.test',
        name: 'A Visitor',
        firstName: null,
        lastName: null,
        timeZone: 'UTC',
        answers: [],
        tracking: noTracking,
        textReminderNumber: null,
        method: null,
        scheduledBy: null,
        location: place ? { kind: place.kind, text: place.location ?? null } : null,
        guests: [],
        ...who,
      });
    },
    cancel: (inviteeId, by, reason) => {
      const invitee = world.invitee(inviteeId);
      const meeting = world.meeting(invitee.meetingId);
      const host = world.user(meeting.hostIds[0] ?? '').name;
      const canceledBy = by === 'host' ? host : invitee.name;
      schedule.cancel(meeting, { canceled_by: canceledBy, canceler_type: by, reason: reason ?? null });
    },
    reschedule: (inviteeId, start) => schedule.reschedule(world.invitee(inviteeId), start),
    markNoShow: (inviteeId, marked) => {
      const invitee = world.invitee(inviteeId);
      if (marked) schedule.markNoShow(invitee);
      else schedule.unmarkNoShow(invitee);
    },
    addEventType: (given) => {
      const made = eventType({ uuid: crypto.randomUUID(), ...given });
      world.eventTypes.set(made.uuid, made);
      return made;
    },
    changeEventType: (id, changes) => {
      world.eventTypes.set(id, { ...world.eventType(id), ...changes });
    },
    deleteEventType: (id) => {
      world.eventTypes.delete(world.eventType(id).uuid);
    },
    changeUser: (id, changes) => {
      Object.assign(world.user(id), changes);
    },
    addBusy: (busy) => {
      world.busy.push(busy);
    },
    revokeGrants: (userId) => {
      grants.revoke(userId);
    },
    restoreGrants: (userId) => grants.restore(userId),
    expireTokens: () => grants.expireAccess(),
    disableSubscription: (id) => {
      const subscription = world.subscriptions.get(id);
      if (!subscription) throw new Error(`no subscription ${id}`);
      Object.assign(subscription, { state: 'disabled', retryStartedAt: world.now(), updatedAt: world.now() });
    },
    deliveries: () => deliveries.records,
    idle: () => deliveries.idle(),
  };
}
