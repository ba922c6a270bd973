import type { CallbackTarget } from './instruction';
import type { Leg } from './leg';

type RecordingStatus = 'in-progress' | 'paused' | 'processing' | 'completed' | 'absent';
type RecordingSource = 'OutboundAPI' | 'DialVerb' | 'RecordVerb' | 'StartCallRecordingAPI';

/** A recording of one leg (and the leg it is bridged with). Times are epoch milliseconds. */
export interface Recording {
  readonly sid: string;
  readonly leg: Leg;
  readonly source: RecordingSource;
  readonly channels: 1 | 2;
  readonly track: 'inbound' | 'outbound' | 'both';
  readonly callback: CallbackTarget | null;
  readonly startedAt: number;
  readonly startedMonotonicMs: number;
  status: RecordingStatus;
  updatedAt: number;
  /** Real milliseconds kept so far, without the stretch since `resumedMonotonicMs`. */
  keptMs: number;
  resumedMonotonicMs: number | null;
  /** Seconds, once stopped. */
  duration: number | null;
  deleted: boolean;
}

export interface Transcription {
  readonly sid: string;
  readonly recordingSid: string;
  readonly callSid: string;
  readonly createdAt: number;
  readonly text: string;
  readonly status: 'completed';
  readonly duration: number;
}

export interface RecordingRequest {
  readonly source: RecordingSource;
  readonly channels: 1 | 2;
  readonly track?: 'inbound' | 'outbound' | 'both';
  readonly callback: CallbackTarget | null;
}
