import type { ProviderControl } from '@/sandbox/provider-kit/control';
import type { DeliveryRecord } from '@/sandbox/provider-kit/webhook-outbox';
import type { Booking, EventType, Webhook } from './model';
import type { BookingTrigger } from './webhook-bodies';

/** The hands of a test on a running Cal.com. */
export interface CalcomControl extends ProviderControl {
  bookings(): readonly Booking[];
  webhooks(): readonly Webhook[];
  /** Every webhook that was sent, with what the receiver answered. */
  deliveries(): readonly DeliveryRecord[];
  /** Resolves when no webhook is under way. */
  delivered(): Promise<void>;
  putBooking(booking: Booking): void;
  putEventType(type: EventType): void;
  deleteEventType(id: number): void;
  /** A host is busy elsewhere, or away. */
  addBusy(userId: number, start: Date, end: Date): void;
  /** The key stops working, as if deleted. */
  revokeKey(apiKey: string): void;
  expireKey(apiKey: string, at: Date): void;
  /** A key with the rights of a user. */
  putKey(apiKey: string, userId: number): void;
  /** Sends a webhook about a booking out of turn, with members of the payload changed. */
  send(trigger: BookingTrigger, uid: string, more?: object): void;
  /** Sends what is due of MEETING_STARTED and MEETING_ENDED. */
  tellDueMeetings(): void;
}
