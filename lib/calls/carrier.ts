import type { CallStatus } from '@/lib/db/schema/calls';

/** An order for one outbound call. All addresses are absolute and carry our call id in their query. */
export interface CallOrderRequest {
  /** E.164. */
  to: string;
  from: string;
  /** Where the carrier fetches the call's first document. */
  documentUrl: string;
  statusCallbackUrl: string;
  ringSeconds: number;
  detectMachine: boolean;
}

/**
 * The carrier's answer to an order. There is no idempotency key, so what may have been taken is `unknown`
 * and must be settled by a callback or by listing, never by ordering again.
 */
export type OrderAnswer =
  | { kind: 'accepted'; sid: string; status: CallStatus }
  /** Certainly not taken, and will not be if repeated. `alarm`: a person must mend the account. */
  | { kind: 'refused'; carrierCode: string; alarm: boolean }
  /** Certainly not taken, may be repeated later. */
  | { kind: 'not-taken'; retryAfterSeconds: number; why: 'rate' | 'down' | 'queue-full' }
  | { kind: 'unknown'; why: string };

export interface CarrierCall {
  sid: string;
  to: string;
  from: string;
  status: CallStatus;
  createdAt: Date;
  durationSeconds: number | null;
  answeredBy: 'human' | 'machine' | null;
  parentSid: string | null;
}

/** What the product needs of a telephone carrier. Everything but `order` throws AppError `provider_unavailable` or `provider_failed`. */
export interface Carrier {
  /** Never throws. */
  order(request: CallOrderRequest): Promise<OrderAnswer>;
  /** All first-leg calls between two numbers since an instant, every page read. */
  findCalls(filter: { to: string; from: string; createdSince: Date }): Promise<CarrierCall[]>;
  /** Null when the carrier does not know it. */
  fetchCall(sid: string): Promise<CarrierCall | null>;
  /** Child legs of a call. */
  childCalls(parentSid: string): Promise<CarrierCall[]>;
  /** Ends a live call, or cancels one that is still queued or ringing. False: it was over already. */
  endCall(sid: string): Promise<boolean>;
  /** Sends a live leg to another document. False: it was over already. */
  redirectCall(sid: string, documentUrl: string): Promise<boolean>;
  /** Starts recording a live call, both sides on their own channel. Null: the call is not live. */
  startRecording(callSid: string, statusCallbackUrl: string): Promise<{ sid: string } | null>;
  /** Has a live call written down; the text is posted when it is over. False: it is not live, or written down already. */
  startTranscription(callSid: string, controlId: string, statusUrl: string): Promise<boolean>;
  /** Every recording of a call, whatever became of it: settles a start whose answer was lost. */
  recordingsOf(callSid: string): Promise<{ sid: string }[]>;
  /** False: it was over already. */
  stopRecording(callSid: string, recordingSid: string): Promise<boolean>;
  /** The sound of a finished recording, with the carrier's credentials; `range` is an HTTP Range header. */
  recordingMedia(mediaUrl: string, range: string | null): Promise<Response>;
}
