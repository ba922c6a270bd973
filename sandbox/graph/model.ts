/** Somebody with a mailbox. */
export interface Account {
  /** A GUID for work and school, a short number for personal accounts. */
  readonly id: string;
  readonly email: string;
  readonly name: string;
  readonly kind: 'work' | 'personal';
  /** Windows name: what Graph answers unless a request prefers another. */
  readonly windowsZone: string;
  /** Whether the tenant gives it Teams. */
  readonly hasTeams: boolean;
}

interface Attendee {
  readonly emailAddress: { readonly address: string; readonly name?: string };
  readonly type?: 'required' | 'optional' | 'resource';
}

type ShowAs = 'free' | 'tentative' | 'busy' | 'oof' | 'workingElsewhere' | 'unknown';

/** An event as it is kept, in UTC. */
export interface StoredEvent {
  readonly id: string;
  readonly accountId: string;
  readonly calendarId: string;
  /** Grows with each change of anything: delta links and etags are made of it. */
  readonly revision: number;
  readonly created: Date;
  readonly updated: Date;
  readonly deleted: boolean;
  readonly subject: string;
  readonly body: { readonly contentType: string; readonly content: string };
  readonly start: Date;
  readonly end: Date;
  readonly showAs: ShowAs;
  readonly isCancelled: boolean;
  readonly attendees: readonly Attendee[];
  readonly transactionId: string | null;
  readonly isOnlineMeeting: boolean;
  /** When the Teams link is there. */
  readonly meetingReadyAt: Date | null;
  /** Named properties by their id. */
  readonly properties: Readonly<Record<string, string>>;
}

export interface Subscription {
  readonly id: string;
  readonly accountId: string;
  readonly resource: string;
  readonly changeType: string;
  readonly notificationUrl: string;
  readonly lifecycleNotificationUrl: string | null;
  readonly clientState: string | null;
  expiresAt: Date;
}
