import type { CalendarsConfig } from '@/lib/config/config';
import type { Clock } from '@/lib/core/clock';
import type { CalendarProviderName } from '@/lib/db/schema/calendars';
import type { Kv } from '@/lib/kv/port';
import type { CalendarRegistry, ProviderModule } from './provider-module';
import { createCalcomModule } from './providers/calcom/adapter';
import { createCalendlyEmbedModule } from './providers/calendly-embed';
import { createSandboxModule } from './providers/sandbox/adapter';

interface RegistryDeps {
  config: CalendarsConfig;
  kv: Kv;
  clock: Clock;
}

/** All calendar providers of this installation. */
export function createCalendars({ config, kv, clock }: RegistryDeps): CalendarRegistry {
  return {
    calcom: createCalcomModule({ config: config.calcom, kv, clock }),
    calendly: notBuilt('calendly', 'Calendly'),
    google: notBuilt('google', 'Google Calendar'),
    outlook: notBuilt('outlook', 'Outlook'),
    calendly_embed: createCalendlyEmbedModule(),
    sandbox: createSandboxModule({ kv, clock }),
  };
}

function notBuilt(name: CalendarProviderName, title: string): ProviderModule {
  return { ...createCalendlyEmbedModule(), name, title };
}
