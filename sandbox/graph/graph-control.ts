import type { HostControl } from '@/sandbox/provider-kit/host-control';
import type { StoredEvent, Subscription } from './model';
import type { LifecycleEvent } from './notifier';
import type { EventDraft } from './world';

export interface GraphControl extends HostControl<StoredEvent> {
  /** The host adds an event of their own. @returns its id */
  addEvent(draft: EventDraft): string;
  /** Every delta link given so far answers 410. */
  forgetDeltaLinks(): void;
  subscriptions(): readonly Subscription[];
  /** Sends a lifecycle notification to every subscription. */
  sendLifecycle(event: LifecycleEvent): void;
}
