import type { Booking } from '@/lib/contracts/bookings';
import { providerTitle } from '@/lib/contracts/provider-titles';

/** Where bookings come from, in words. */
export const sourceWords: Record<Booking['source'], string> = {
  dashboard: 'Dashboard',
  extension: 'Chrome extension',
  public: 'Public page',
  widget: 'Chat widget',
  agent: 'AI agent',
  calcom: providerTitle('calcom'),
  calendly: providerTitle('calendly'),
  google: providerTitle('google'),
  api: 'API',
};

/** The parts of a call that can be turned on and off, in words. */
export const modulationWords = {
  record: 'Recording',
  transcribe: 'Transcription',
  translate: 'Translation',
  survey: 'Survey',
  qa: 'QA',
} as const satisfies Record<keyof Booking['modulations'], string>;

export type Modulation = keyof typeof modulationWords;
export const modulationNames = Object.keys(modulationWords) as Modulation[];
