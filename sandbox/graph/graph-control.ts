import type { ProviderControl } from '@/sandbox/provider-kit/control';
import type { DeliveryRecord } from '@/sandbox/provider-kit/webhook-outbox';
import type { StoredEvent, Subscription } from './model';
import type { LifecycleEvent } from './notifier';
import type { EventDraft } from './world';

/** The hands of a test, and of somebody in front of the calendar. */
export interface GraphControl extends ProviderControl {
  /** Every event, deleted ones too. */
  events(): readonly StoredEvent[];
  /** The host puts something into his calendar himself. @returns its id */
  addEvent(draft: EventDraft): string;
  moveEvent(id: string, start: Date, end: Date): void;
  deleteEvent(id: string): void;
  /** Tokens without the consent pages. @param scopes all when absent */
  grant(accountId: string, scopes?: readonly string[]): { accessToken: string; refreshToken: string };
  revokeGrants(accountId?: string): void;
  restoreGrants(accountId?: string): void;
  endAccessTokens(): void;
  endRefreshTokens(): void;
  /** Every delta link given so far answers 410. */
  forgetDeltaLinks(): void;
  subscriptions(): readonly Subscription[];
  /** Tells every subscription what becomes of it. */
  sendLifecycle(event: LifecycleEvent): void;
  /** Every notification that was sent, with what the receiver answered. */
  deliveries(): readonly DeliveryRecord[];
  /** Resolves when no notification is under way. */
  delivered(): Promise<void>;
}
