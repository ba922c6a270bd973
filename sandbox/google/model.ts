/** Somebody with a Google account. His own calendar has his address as its id. */
export interface Account {
  readonly email: string;
  readonly name: string;
  readonly timeZone: string;
}

export interface Calendar {
  readonly id: string;
  readonly summary: string;
  readonly owner: string;
  /** Others who may read it. */
  readonly readers: readonly string[];
  readonly timeZone: string;
  /** Whether its events can have a Meet link. */
  readonly hasMeet: boolean;
}

export interface EventTime {
  readonly dateTime?: string;
  readonly date?: string;
  readonly timeZone?: string;
}

interface Attendee {
  readonly email: string;
  readonly displayName?: string;
  readonly responseStatus?: string;
  readonly optional?: boolean;
  readonly comment?: string;
}

export interface Conference {
  readonly requestId: string;
  readonly readyAt: Date;
  readonly fails: boolean;
}

/** An event as it is kept; what an answer adds is added by `event-output.ts`. */
export interface StoredEvent {
  readonly id: string;
  readonly calendarId: string;
  readonly status: 'confirmed' | 'tentative' | 'cancelled';
  /** Grows with each change of anything: sync tokens and etags are made of it. */
  readonly revision: number;
  readonly sequence: number;
  readonly created: Date;
  readonly updated: Date;
  readonly summary?: string;
  readonly description?: string;
  readonly location?: string;
  readonly start: EventTime;
  readonly end: EventTime;
  readonly transparency?: 'opaque' | 'transparent';
  readonly visibility?: string;
  readonly attendees?: readonly Attendee[];
  readonly extendedProperties?: {
    readonly private?: Readonly<Record<string, string>>;
    readonly shared?: Readonly<Record<string, string>>;
  };
  readonly conference: Conference | null;
}

export interface Channel {
  readonly id: string;
  readonly resourceId: string;
  readonly calendarId: string;
  readonly accountId: string;
  readonly address: string;
  readonly token: string | null;
  readonly expiresAt: Date;
  messages: number;
}
