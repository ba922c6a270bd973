import type { CallbackTarget } from './instruction';

export type MessageStatus = 'queued' | 'sent' | 'delivered' | 'undelivered' | 'failed';

/** A text message. Times are epoch milliseconds. */
export interface Message {
  readonly sid: string;
  readonly to: string;
  readonly from: string | null;
  readonly messagingServiceSid: string | null;
  readonly body: string;
  readonly mediaUrls: readonly string[];
  readonly createdAt: number;
  readonly statusCallback: CallbackTarget | null;
  status: MessageStatus;
  updatedAt: number;
  sentAt: number | null;
  errorCode: number | null;
}
