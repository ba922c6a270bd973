import { interpretWebhook } from '@/lib/calendars/inbound/interpret-webhook';
import type { WebhookReading } from '@/lib/calendars/inbound/webhook-reading';
import { readCalcomWebhook } from '@/lib/calendars/providers/calcom/read-webhook';
import { isSignedByCalcom } from '@/lib/calendars/providers/calcom/verify-signature';
import { readCalendlyWebhook } from '@/lib/calendars/providers/calendly/read-webhook';
import { isSignedByCalendly } from '@/lib/calendars/providers/calendly/verify-signature';
import type { Config } from '@/lib/config/config';
import type { InboxContext } from '@/lib/webhook-inbox/interpret-event';
import type { Interpreters } from '@/lib/webhook-inbox/interpreter';
import type { Deps } from './deps';

/** How the deliveries of one calendar provider are told from others' and understood. */
export interface CalendarDeliveries {
  provider: 'calcom' | 'calendly';
  signatureHeader: string;
  isSigned(header: string | null, body: string, keys: readonly string[], now: Date): boolean;
  /** Keys of the installation: they sign what comes to the plain address. */
  keys(config: Config): string[];
  /** Whether those keys sign what comes to the address of a connection, too. */
  keysSignEverything: boolean;
  /** @throws AppError `unreadable_body` */
  read(text: string): WebhookReading;
}

export const calcomDeliveries: CalendarDeliveries = {
  provider: 'calcom',
  signatureHeader: 'x-cal-signature-256',
  isSigned: (header, body, keys) => isSignedByCalcom(header, body, keys),
  keys: ({ calendars }) => listOf(calendars.calcom.webhookSecret),
  keysSignEverything: false,
  read: readCalcomWebhook,
};

export const calendlyDeliveries: CalendarDeliveries = {
  provider: 'calendly',
  signatureHeader: 'calendly-webhook-signature',
  isSigned: isSignedByCalendly,
  keys: ({ calendars }) => listOf(calendars.calendly.webhookSigningKey),
  keysSignEverything: true,
  read: readCalendlyWebhook,
};

const interpreters: Interpreters = {
  calcom: interpretWebhook(readCalcomWebhook),
  calendly: interpretWebhook(readCalendlyWebhook),
};

/** The inbox's view of the dependencies. */
export function inboxContext({ db, clock, ids, logger }: Deps): InboxContext {
  return { db, clock, ids, logger, interpreters };
}

function listOf(keys: string | undefined): string[] {
  return (keys ?? '')
    .split(',')
    .map((key) => key.trim())
    .filter(Boolean);
}
