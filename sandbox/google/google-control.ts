import type { ProviderControl } from '@/sandbox/provider-kit/control';
import type { DeliveryRecord } from '@/sandbox/provider-kit/webhook-outbox';
import type { Channel, StoredEvent } from './model';

/** The hands of a test, and of somebody in front of the calendar. */
export interface GoogleControl extends ProviderControl {
  /** Every event, deleted ones too. */
  events(): readonly StoredEvent[];
  /** The host puts something into a calendar himself. @returns its id */
  addEvent(calendarId: string, start: Date, end: Date, more?: Partial<StoredEvent>): string;
  /** The host moves an event. */
  moveEvent(id: string, start: Date, end: Date): void;
  /** The host deletes an event. */
  deleteEvent(id: string): void;
  /** Tokens without the consent pages. @param scopes all when absent */
  grant(email: string, scopes?: readonly string[]): { accessToken: string; refreshToken: string };
  /** The user takes his consent back, for all apps of the client. */
  revokeGrants(email?: string): void;
  restoreGrants(email?: string): void;
  endAccessTokens(): void;
  /** As after seven days of an app in testing: refreshes answer `invalid_grant`. */
  endRefreshTokens(): void;
  /** Every sync token given so far answers 410. */
  forgetSyncTokens(): void;
  channels(): readonly Channel[];
  /** Every notification that was sent, with what the receiver answered. */
  deliveries(): readonly DeliveryRecord[];
  /** Resolves when no notification is under way. */
  delivered(): Promise<void>;
}
