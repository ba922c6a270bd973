/** What the plan of a user lets through: how many bookings by API, and whether the API takes any at all. */
export type Plan = 'enterprise' | 'paid' | 'trial' | 'free' | 'without_api';

export interface User {
  readonly uuid: string;
  readonly name: string;
  readonly slug: string;
  readonly email: string;
  readonly timeZone: string;
  /** Wall-clock hours of the one schedule, in `timeZone`. ISO weekdays, 1 = Monday. */
  readonly hours: readonly { readonly weekday: number; readonly start: string; readonly end: string }[];
  readonly role: 'user' | 'admin' | 'owner';
  readonly organizationId: string;
  plan: Plan;
}

export type LocationKind =
  | 'physical'
  | 'ask_invitee'
  | 'inbound_call'
  | 'outbound_call'
  | 'google_conference'
  | 'gotomeeting_conference'
  | 'microsoft_teams_conference'
  | 'webex_conference'
  | 'zoom_conference'
  | 'custom';

interface Location {
  readonly kind: LocationKind;
  readonly location?: string | null;
  readonly additional_info?: string | null;
  readonly phone_number?: string | null;
}

export interface Question {
  readonly name: string;
  readonly type: 'string' | 'text' | 'phone_number' | 'single_select' | 'multi_select';
  readonly position: number;
  readonly enabled: boolean;
  readonly required: boolean;
  readonly answer_choices: readonly string[] | null;
  readonly include_other: boolean;
}

export interface EventType {
  readonly uuid: string;
  readonly name: string;
  /** Null for some types of teams, which the organization's listing leaves out. */
  readonly slug: string | null;
  readonly active: boolean;
  readonly secret: boolean;
  readonly adminManaged: boolean;
  readonly isPaid: boolean;
  readonly duration: number;
  readonly durationOptions: readonly number[] | null;
  readonly kind: 'solo' | 'group';
  readonly pooling: 'round_robin' | 'collective' | 'multi_pool' | null;
  readonly type: 'StandardEventType' | 'AdhocEventType';
  readonly bookingMethod: 'instant' | 'poll';
  readonly team: { readonly uuid: string; readonly name: string } | null;
  /** The owner of a personal type; the hosts of a team's. */
  readonly hostIds: readonly string[];
  readonly locations: readonly Location[];
  readonly questions: readonly Question[];
  /** Seats of a group event. */
  readonly seats: number;
  readonly noticeMinutes: number;
  readonly position: number;
  readonly createdAt: Date;
}

interface Tracking {
  readonly utm_campaign: string | null;
  readonly utm_source: string | null;
  readonly utm_medium: string | null;
  readonly utm_content: string | null;
  readonly utm_term: string | null;
  readonly salesforce_uuid: string | null;
}

export interface Cancellation {
  readonly canceled_by: string;
  readonly reason: string | null;
  readonly canceler_type: 'host' | 'invitee';
  readonly created_at: string;
}

export interface Invitee {
  readonly uuid: string;
  readonly meetingId: string;
  readonly email: string;
  readonly name: string;
  readonly firstName: string | null;
  readonly lastName: string | null;
  readonly timeZone: string;
  readonly answers: readonly { readonly question: string; readonly answer: string; readonly position: number }[];
  readonly tracking: Tracking;
  readonly textReminderNumber: string | null;
  readonly method: 'instant_book' | 'api' | null;
  readonly scheduledBy: string | null;
  readonly createdAt: Date;
  updatedAt: Date;
  cancellation: Cancellation | null;
  rescheduled: boolean;
  /** URIs. */
  oldInvitee: string | null;
  newInvitee: string | null;
  noShow: { readonly uuid: string; readonly createdAt: Date } | null;
}

/** A scheduled event: one meeting, with one invitee or, in a group, several. */
export interface Meeting {
  readonly uuid: string;
  readonly eventTypeId: string;
  readonly name: string;
  readonly hostIds: readonly string[];
  readonly start: Date;
  readonly end: Date;
  readonly seats: number;
  readonly location: { readonly kind: LocationKind; readonly text: string | null } | null;
  readonly guests: readonly string[];
  readonly inviteeIds: string[];
  readonly createdAt: Date;
  updatedAt: Date;
  cancellation: Cancellation | null;
}

export interface Subscription {
  readonly uuid: string;
  readonly url: string;
  readonly events: readonly string[];
  readonly scope: 'user' | 'organization';
  readonly organizationId: string;
  readonly userId: string | null;
  readonly creatorId: string;
  readonly signingKey: string | null;
  readonly createdAt: Date;
  updatedAt: Date;
  retryStartedAt: Date | null;
  state: 'active' | 'disabled';
}

export interface Busy {
  readonly userId: string;
  readonly start: Date;
  readonly end: Date;
}

/** A client registered with the authorization server. */
export interface OAuthApp {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly redirectUris: readonly string[];
  /** Switched on in the app's settings: others are refused before the consent. */
  readonly scopes: readonly string[];
  /** Signs deliveries of subscriptions without a key of their own. */
  readonly signingKey: string | null;
}
