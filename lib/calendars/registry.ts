import type { CalendarsConfig } from '@/lib/config/config';
import type { Clock } from '@/lib/core/clock';
import type { Kv } from '@/lib/kv/port';
import type { CalendarRegistry } from './provider-module';
import { createCalcomModule } from './providers/calcom/module';
import { createCalendlyModule } from './providers/calendly/module';
import { createCalendlyEmbedModule } from './providers/calendly-embed/module';
import { createGoogleModule } from './providers/google/module';
import { createOutlookModule } from './providers/outlook/module';
import { createSandboxModule } from './providers/sandbox/module';

interface RegistryDeps {
  config: CalendarsConfig;
  kv: Kv;
  clock: Clock;
}

/** All calendar providers of this installation. */
export function createCalendars({ config, kv, clock }: RegistryDeps): CalendarRegistry {
  return {
    calcom: createCalcomModule({ config: config.calcom, kv, clock }),
    calendly: createCalendlyModule({ config: config.calendly, kv, clock }),
    google: createGoogleModule({ config: config.google, kv, clock }),
    outlook: createOutlookModule({ config: config.microsoft, kv, clock }),
    calendly_embed: createCalendlyEmbedModule(),
    sandbox: createSandboxModule({ kv, clock }),
  };
}
