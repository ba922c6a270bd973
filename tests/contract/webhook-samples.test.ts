import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { WebhookReading } from '@/lib/calendars/inbound/webhook-reading';
import { readCalcomWebhook } from '@/lib/calendars/providers/calcom/read-webhook';
import { readCalendlyWebhook } from '@/lib/calendars/providers/calendly/read-webhook';

/** Published samples are not ours to copy: they are read where they lie beside the repository, if they do. */
const FOLDER = join(fileURLToPath(new URL('../..', import.meta.url)), '..', 'shared', 'providers', 'data');
const files = existsSync(FOLDER) ? readdirSync(FOLDER) : [];

const samples = (prefix: string) => files.filter((file) => file.startsWith(prefix) && file.endsWith('.json'));
const text = (file: string) => readFileSync(join(FOLDER, file), 'utf8');

/** Those that say something about a booking, and what. */
const said: Readonly<Record<string, Partial<WebhookReading['facts'][number]>>> = {
  BOOKING_CREATED: { life: 'accepted' },
  BOOKING_REQUESTED: { life: 'requested' },
  BOOKING_REJECTED: { life: 'rejected' },
  BOOKING_RESCHEDULED: { life: 'accepted', movedFrom: 'previous-booking-unique-id' },
  BOOKING_CANCELLED: { life: 'cancelled' },
  BOOKING_REASSIGNED: { life: 'accepted' },
  BOOKING_LOCATION_UPDATED: { life: 'accepted' },
  BOOKING_PAID: { life: 'accepted' },
  MEETING_STARTED: { life: 'accepted' },
  MEETING_ENDED: { life: 'accepted' },
};

describe.skipIf(files.length === 0)('published samples [needs the providers’ published samples]', () => {
  it.each(samples('calcom-webhook-'))('of Cal.com: %s is understood, or ignored by its name', (file) => {
    const reading = readCalcomWebhook(text(file));
    const fact = said[reading.kind];
    if (fact) {
      expect(reading.facts).toMatchObject([fact]);
      expect(reading.facts[0]?.details?.people.length).toBeGreaterThan(0);
      expect(reading.ignored).toBeNull();
    } else if (reading.kind === 'BOOKING_NO_SHOW_UPDATED') {
      expect(reading.attendance[0]?.kind).toBe(file.includes('unmarked') ? 'no_show_unmarked' : 'no_show_marked');
    } else expect(reading.ignored).toBe(reading.kind);
  });

  it.each(samples('calendly-webhook-invitee-'))('of Calendly: %s is understood', (file) => {
    const reading = readCalendlyWebhook(text(file));
    const gone = reading.kind === 'invitee.canceled';
    expect(reading.facts).toMatchObject([{ life: gone ? 'cancelled' : 'accepted' }]);
    expect(reading.attendance).toHaveLength(reading.kind.startsWith('invitee_no_show') ? 1 : 0);
  });
});
