import type { ExternalFact } from '@/lib/calendars/inbound/external-state';
import type { AttendanceReport, WebhookReading } from '@/lib/calendars/inbound/webhook-reading';
import type { BookingSource } from '@/lib/db/schema/bookings';
import type { CalendarProviderName, ConnectionSettings, ConnectionSubscription } from '@/lib/db/schema/calendars';
import type { CalendarCapabilities, CalendarProvider, OpenConnection, Slot } from './port';

/** An account as the provider names it. */
export interface ProviderAccount {
  accountId: string;
  /** What people call it: an email address. */
  label: string;
  /** IANA zone that the account is set to, where it tells. */
  timeZone?: string;
}

/** Tokens of an OAuth grant; `credentials` is what the vault keeps. */
export interface GrantedTokens {
  credentials: Record<string, string>;
  /** Null: does not expire. */
  expiresAt: Date | null;
}

/** Connecting by OAuth: authorization code with PKCE. */
export interface OAuthFacet {
  /** Null while the installation has no client id for this provider. */
  configured: boolean;
  authorizeUrl(request: { state: string; codeChallenge: string; redirectUri: string }): string;
  /** @throws CalendarFaultError `permission_missing`, `plan_too_small`, `grant_expired` (bad code), or AppError when it cannot be asked */
  exchange(request: {
    code: string;
    codeVerifier: string;
    redirectUri: string;
  }): Promise<GrantedTokens & { account: ProviderAccount }>;
  /** Uses the refresh token, which may work only once. @throws CalendarFaultError `grant_expired` */
  refresh(credentials: Record<string, string>): Promise<GrantedTokens>;
  /** Best effort: a grant that is gone already counts as revoked. */
  revoke(credentials: Record<string, string>): Promise<void>;
}

/** Connecting by an API key that a person pastes. */
export interface KeyFacet {
  /** The installation's own key, for its first organization. */
  installationKey: string | null;
  /** @throws CalendarFaultError `grant_expired` when the key does not work */
  verify(apiKey: string): Promise<ProviderAccount>;
}

export interface EventType {
  id: string;
  name: string;
  durationMinutes: number;
  /** Where people see it. */
  url: string | null;
}

/** What an event type is made from. */
export interface EventTypeSource {
  name: string;
  slug: string;
  durationMinutes: number;
  /** Kept free around each booking. */
  bufferBeforeMinutes: number;
  bufferAfterMinutes: number;
}

export interface EventTypesFacet {
  /** Active ones that we can book: one host, one visitor, unpaid. */
  list(connection: OpenConnection): Promise<EventType[]>;
  /** Null where the provider does not let us. */
  create: ((connection: OpenConnection, service: EventTypeSource) => Promise<EventType>) | null;
}

export interface ProviderHost {
  id: string;
  name: string;
  email: string | null;
}

/** One of the calendars of an account. */
export interface AccountCalendar {
  id: string;
  name: string;
  /** The one that is read and written unless another is chosen. */
  isMain: boolean;
}

/** For accounts that hold several calendars. */
export interface AccountCalendarsFacet {
  /** Those that we may write to, the main one first. */
  list(connection: OpenConnection): Promise<AccountCalendar[]>;
}

export interface HostsFacet {
  list(connection: OpenConnection): Promise<ProviderHost[]>;
}

/** A booking that has its new time. Addresses are given where moving changes them. */
export interface MovedBooking {
  kind: 'moved';
  externalId: string;
  detailsUrl?: string | null;
  joinUrl?: string | null;
}

/** Changing what was booked. All of it may be repeated. */
export interface BookingsFacet {
  /** Whether a booking lasts as long as we say; else as long as its event type. */
  setsLength: boolean;
  /** The live booking that was made with this key, or null; asked when an answer was lost. */
  find(connection: OpenConnection, key: string, slot: Slot, visitorEmail: string): Promise<string | null>;
  /** @returns the id from now on: some providers give a moved booking a new one */
  reschedule(
    connection: OpenConnection,
    externalId: string,
    slot: Slot,
  ): Promise<MovedBooking | { kind: 'slot_taken' } | { kind: 'gone' }>;
  /** One that is gone or cancelled already counts as cancelled. */
  cancel(connection: OpenConnection, externalId: string, reason: string): Promise<void>;
  markAbsent: ((connection: OpenConnection, externalId: string, visitorEmail: string) => Promise<void>) | null;
}

export interface SubscriptionsFacet {
  /** Creates, repairs or renews the subscription at the provider; answers the one that is live afterwards. */
  ensure(
    connection: OpenConnection,
    current: ConnectionSubscription | null,
    request: { callbackUrl: string; secret: string; now: Date },
  ): Promise<ConnectionSubscription>;
  remove(connection: OpenConnection, current: ConnectionSubscription): Promise<void>;
}

/** How a provider calls us. */
type WebhooksFacet = DeliveriesFacet | NotificationsFacet;

/** Signed deliveries that say what happened. */
export interface DeliveriesFacet {
  kind: 'deliveries';
  /** The provider's name in webhook addresses and in the inbox. */
  name: string;
  signatureHeader: string;
  /** Headers that the inbox keeps beside the body. */
  keptHeaders: readonly string[];
  /** The installation's keys, which sign what is posted to its plain address. */
  installationKeys: readonly string[];
  /**
   * True: the installation's keys are the application's and sign the deliveries of every account. False: they are those
   * of the first organization, whose account the plain address serves.
   */
  installationWide: boolean;
  isSigned(header: string | null, body: string, keys: readonly string[], now: Date): boolean;
  /** Pure. @throws AppError `unreadable_body` */
  read(text: string): WebhookReading;
}

/** Unsigned notifications that something changed; what changed is read from the provider afterwards. */
export interface NotificationsFacet {
  kind: 'notifications';
  /** The provider's name in webhook addresses and in the inbox. */
  name: string;
  /** The plain text that proves our address when a subscription is created; null for a notification. */
  challenge(query: URLSearchParams): string | null;
  /** @throws AppError `unreadable_body` */
  read(posted: { headers: Headers; text: string }, connectionId: string): PushNotification;
}

/** What a notification says. */
export interface PushNotification {
  /** Secrets that only the provider can know; every one of them must match. */
  secrets: readonly string[];
  /** False for the greeting of a new subscription. */
  isNews: boolean;
  /** The provider has ended the subscription, or is about to. */
  subscriptionEnds: boolean;
  /** An identical notification may report another change. */
  repeatsAreNews: boolean;
  /** How the inbox keeps it. */
  event: { kind: string; dedupeKey: string; payload: Record<string, string>; connectionId: string };
}

/** Connecting the public page of an account by its address: shown in a frame, and booked there. */
export interface SharedPageFacet {
  /** @throws AppError `validation_failed` for an address that cannot be framed */
  accountOf(address: string): { account: ProviderAccount; settings: ConnectionSettings };
  /** The page reports a booking by these two addresses; the source under which we keep it, or null for a false report. */
  sourceOf(report: { eventUri: string; inviteeUri: string }): BookingSource | null;
}

/** What the provider says about one of its bookings; state, not an event, so that repeats and order do not matter. */
export interface ExternalChange {
  externalId: string;
  /** Its id from now on, where moving a booking gives it a new one. */
  movedTo?: string;
  state: 'live' | 'cancelled';
  /** Why it ended, as the booking keeps it. */
  reason?: 'cancelled_at_provider' | 'rejected_at_provider';
  start: Date | null;
  end: Date | null;
  /** Where the meeting is held, once the provider has made it. */
  joinUrl?: string;
  /** When the provider's booking became so, where it says that. */
  at?: Date;
}

interface ChangePage {
  changes: ExternalChange[];
  cursor: string;
  /** The cursor was lost: what was deleted meanwhile may be missing among the changes. */
  restarted?: true;
}

/** What a provider's list says of bookings, made here or there: the same that its webhooks say. */
export interface FactPage {
  bookings: { externalId: string; facts: ExternalFact[]; attendance: AttendanceReport[] }[];
  cursor: string;
}

/** Reads every page of what changed at the provider since a cursor; a lost cursor starts over. */
export type ChangesFacet = FactsFacet | StatesFacet;

/** Bookings made at the provider become ours: its list carries the same facts as its webhooks. */
export interface FactsFacet {
  kind: 'facts';
  /** A null cursor starts now. */
  list(connection: OpenConnection, cursor: string | null): Promise<FactPage>;
}

/** The provider only holds calendar events: its list carries their state. */
export interface StatesFacet {
  kind: 'states';
  /** A null cursor lists everything upcoming. */
  list(connection: OpenConnection, cursor: string | null): Promise<ChangePage>;
  /** The current state of one event, for those that a restarted list leaves out. */
  read(connection: OpenConnection, externalId: string): Promise<ExternalChange>;
}

/** One provider: the port, and the facets that it has beyond it. */
export interface ProviderModule {
  name: CalendarProviderName;
  title: string;
  provider: CalendarProvider;
  /** Whether two visitors may hold the same slot at once (several hosts behind one event type). */
  sharedSlots: boolean;
  oauth: OAuthFacet | null;
  key: KeyFacet | null;
  eventTypes: EventTypesFacet | null;
  hosts: HostsFacet | null;
  accountCalendars: AccountCalendarsFacet | null;
  bookings: BookingsFacet | null;
  subscriptions: SubscriptionsFacet | null;
  changes: ChangesFacet | null;
  webhooks: WebhooksFacet | null;
  sharedPage: SharedPageFacet | null;
  /** The only account, for a calendar that is connected without credentials. */
  ownAccount: ProviderAccount | null;
}

/** All providers by name: pages and commands ask for what a provider can do, never for who it is. */
export type CalendarRegistry = Readonly<Record<CalendarProviderName, ProviderModule>>;

/** What a provider can do, as data for pages and the API. */
export function capabilitiesOf(module: ProviderModule): CalendarCapabilities {
  return {
    bookable: module.sharedPage === null,
    connectBy: module.oauth ? 'oauth' : module.key ? 'key' : module.sharedPage ? 'share_url' : 'none',
    eventTypes: module.eventTypes !== null,
    createsEventTypes: module.eventTypes?.create != null,
    hosts: module.hosts !== null,
    reschedules: module.bookings !== null,
    cancels: module.bookings !== null,
    marksAbsent: module.bookings?.markAbsent != null,
    pushesChanges: module.subscriptions !== null,
  };
}
