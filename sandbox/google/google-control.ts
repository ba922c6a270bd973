import type { HostControl } from '@/sandbox/provider-kit/host-control';
import type { Channel, StoredEvent } from './model';

export interface GoogleControl extends HostControl<StoredEvent> {
  /** The host adds an event of their own. @returns its id */
  addEvent(calendarId: string, start: Date, end: Date, more?: Partial<StoredEvent>): string;
  /** Every sync token given so far answers 410. */
  forgetSyncTokens(): void;
  channels(): readonly Channel[];
}
