/** Minutes or dates are as Cal.com keeps them; instants are Date. */
export interface User {
  readonly id: number;
  readonly username: string;
  readonly email: string;
  readonly name: string;
  readonly timeZone: string;
  /** Wall-clock hours of the one schedule, in `timeZone`. ISO weekdays, 1 = Monday. */
  readonly hours: readonly { readonly weekday: number; readonly start: string; readonly end: string }[];
}

interface Membership {
  readonly id: number;
  readonly userId: number;
  readonly role: 'MEMBER' | 'ADMIN' | 'OWNER';
  readonly accepted: boolean;
}

export interface Team {
  readonly id: number;
  readonly name: string;
  readonly slug: string;
  readonly memberships: readonly Membership[];
}

type SchedulingType = 'collective' | 'roundRobin' | 'managed';

export interface Place {
  readonly type: string;
  readonly [member: string]: unknown;
}

export interface EventType {
  readonly id: number;
  readonly title: string;
  readonly slug: string;
  readonly description: string;
  readonly lengthInMinutes: number;
  /** More than one: the booker chooses. */
  readonly lengthOptions: readonly number[];
  readonly slotInterval: number | null;
  readonly minimumBookingNotice: number;
  readonly beforeEventBuffer: number;
  readonly afterEventBuffer: number;
  /** Days ahead that can be booked, or null for no end. */
  readonly windowDays: number | null;
  readonly locations: readonly Place[];
  /** Questions of the type's own, by slug. */
  readonly questions: readonly { readonly slug: string; readonly required: boolean }[];
  readonly requiresConfirmation: boolean;
  readonly hidden: boolean;
  readonly price: number;
  readonly seats: number | null;
  readonly recurring: boolean;
  /** Of a personal type. */
  readonly ownerId: number | null;
  readonly teamId: number | null;
  readonly schedulingType: SchedulingType | null;
  readonly hostIds: readonly number[];
  readonly parentEventTypeId: number | null;
  readonly createdAt: Date;
}

type BookingStatus = 'accepted' | 'pending' | 'cancelled' | 'rejected';

export interface Attendee {
  readonly name: string;
  readonly email: string;
  readonly timeZone: string;
  readonly phoneNumber: string | null;
  readonly language: string;
  absent: boolean;
}

export interface Booking {
  readonly id: number;
  readonly uid: string;
  readonly eventTypeId: number;
  readonly title: string;
  readonly start: Date;
  readonly end: Date;
  hostId: number;
  status: BookingStatus;
  readonly attendees: Attendee[];
  readonly guests: readonly string[];
  readonly responses: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, string | number | boolean>>;
  readonly location: string;
  readonly createdAt: Date;
  updatedAt: Date;
  absentHost: boolean;
  cancellationReason: string | null;
  cancelledByEmail: string | null;
  rejectionReason: string | null;
  reschedulingReason: string | null;
  rescheduledByEmail: string | null;
  readonly rescheduledFromUid: string | null;
  rescheduledToUid: string | null;
  sequence: number;
  /** Which of the two timed webhooks are out. */
  readonly told: Set<'MEETING_STARTED' | 'MEETING_ENDED'>;
  /** As it was before its last change: what a stale read shows; null when it did not exist. */
  before: Booking | null;
}

export interface Reservation {
  readonly uid: string;
  readonly eventTypeId: number;
  readonly hostId: number;
  start: Date;
  end: Date;
  minutes: number;
  until: Date;
}

export interface Webhook {
  readonly id: string;
  readonly userId: number;
  /** Null: all personal types of the user. */
  readonly eventTypeId: number | null;
  subscriberUrl: string;
  triggers: readonly string[];
  active: boolean;
  payloadTemplate: string;
  secret: string | null;
  version: string;
}

/** A time in which a host is busy elsewhere, or away for whole days. */
export interface Busy {
  readonly userId: number;
  readonly start: Date;
  readonly end: Date;
}

export interface ApiKey {
  readonly userId: number;
  readonly expiresAt: Date | null;
}
