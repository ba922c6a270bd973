import type { CallStatus } from '@/lib/db/schema/calls';

/** An order for one outbound call. All addresses are absolute and have our call id in the query. */
export interface CallOrderRequest {
  /** E.164. */
  to: string;
  from: string;
  /** Where the carrier fetches the call's first document. */
  documentUrl: string;
  statusCallbackUrl: string;
  ringSeconds: number;
  detectMachine: boolean;
  /** The order must not reach the network after this instant. */
  orderBy: Date;
}

/**
 * The carrier's answer to an order. Without idempotency keys, an order that may have been accepted is `unknown`: only a
 * callback or the carrier's list may decide it, never a second order.
 */
export type OrderAnswer =
  | { kind: 'accepted'; sid: string; status: CallStatus }
  /** Certainly not accepted, and repeating it won't help. `alarm`: someone must fix the carrier account. */
  | { kind: 'refused'; carrierCode: string; alarm: boolean }
  /** Certainly not accepted; may be repeated later. */
  | { kind: 'not-taken'; retryAfterSeconds: number; why: 'rate' | 'down' | 'queue-full' }
  /** The carrier takes no order of this account until someone fixes it; certainly not accepted. */
  | { kind: 'account-refused'; retryAfterSeconds: number; carrierCode: string }
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

/** The phone carrier. Everything except `order` throws AppError `provider_unavailable` or `provider_failed`. */
export interface Carrier {
  /** Never throws. */
  order(request: CallOrderRequest): Promise<OrderAnswer>;
  /** First-leg calls between two numbers since an instant. `complete` is false if one of them could not be read. */
  findCalls(filter: {
    to: string;
    from: string;
    createdSince: Date;
  }): Promise<{ calls: CarrierCall[]; complete: boolean }>;
  /** Null for an unknown sid. */
  fetchCall(sid: string): Promise<CarrierCall | null>;
  /** Child legs of a call. */
  childCalls(parentSid: string): Promise<CarrierCall[]>;
  /** Ends a live call or cancels a queued or ringing one. False: it had already ended. */
  endCall(sid: string): Promise<boolean>;
  /** Sends a live leg to another document. False: it had already ended. */
  redirectCall(sid: string, documentUrl: string): Promise<boolean>;
  /** Starts recording a live call, both sides on their own channel. Null: the call is not live. */
  startRecording(callSid: string, statusCallbackUrl: string): Promise<{ sid: string } | null>;
  /** Transcribes a live call; the text is posted after it. False: the call isn't live or is already being transcribed. */
  startTranscription(callSid: string, controlId: string, statusUrl: string): Promise<boolean>;
  /** Every recording of a call in any state, to find one whose start was never answered. */
  recordingsOf(callSid: string): Promise<{ sid: string }[]>;
  /** False: it had already ended. */
  stopRecording(callSid: string, recordingSid: string): Promise<boolean>;
  /** The audio of a finished recording. @param range HTTP Range header */
  recordingMedia(mediaUrl: string, range: string | null): Promise<Response>;
}
