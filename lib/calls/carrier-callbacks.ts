import type { VoiceRequest } from '@/lib/calls/voice/answer-voice-step';
import type { LegReport } from '@/lib/calls/voice/report-leg';
import type { MessageReport } from '@/lib/calls/voice/report-message';
import type { RecordingReport } from '@/lib/calls/voice/report-recording';
import type { TranscriptionReport } from '@/lib/calls/voice/report-transcription';

/** A delivery of the carrier as it arrived. */
export interface CarrierPost {
  /** Public address, path and exact query, as the carrier knows it. */
  url: string;
  query: URLSearchParams;
  headers: Headers;
  /** The body, byte for byte. */
  text: string;
}

/** A leg report before the request adds its time and actor. */
export type CarrierLegReport = Omit<LegReport, 'now' | 'ids' | 'actor'>;

/** What the carrier posts, by the last part of our address. */
export interface CallbackReports {
  voice: VoiceRequest;
  status: CarrierLegReport;
  recording: RecordingReport;
  transcription: TranscriptionReport;
  message: MessageReport;
}

export type CallbackKind = keyof CallbackReports;

export interface CarrierCallback<Kind extends CallbackKind> {
  report: CallbackReports[Kind];
  /** Equal for two posts that say the same. */
  dedupeKey: string;
  /** Ids, states and times for the inbox; no phone number, name or text. */
  kept: Record<string, string>;
}

/** The half of the carrier port that reads what the carrier posts to us. */
export interface CarrierCallbacks {
  /** False without a signature or a configured key. */
  isSigned(post: CarrierPost): boolean;
  /** @throws AppError `unreadable_body` */
  read<Kind extends CallbackKind>(kind: Kind, post: CarrierPost): CarrierCallback<Kind>;
}
