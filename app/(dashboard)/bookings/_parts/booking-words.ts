import type { Booking } from '@/lib/contracts/bookings';
import { providerTitle } from '@/lib/contracts/provider-titles';

/** Names of the sources of bookings. */
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

/** Names of the call options. */
export const modulationWords = {
  record: 'Recording',
  transcribe: 'Transcription',
  translate: 'Translation',
  survey: 'Survey',
  qa: 'QA mode',
} as const satisfies Record<keyof Booking['modulations'], string>;

export type Modulation = keyof typeof modulationWords;
export const modulationNames = Object.keys(modulationWords) as Modulation[];
