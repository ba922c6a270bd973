import type { CalendarRegistry } from '@/lib/calendars/provider-module';
import { createCalendars } from '@/lib/calendars/registry';
import type { Carrier } from '@/lib/calls/carrier';
import type { CarrierCallbacks } from '@/lib/calls/carrier-callbacks';
import { createSignalWireCarrier } from '@/lib/calls/providers/signalwire/adapter';
import { createSignalWireCallbacks } from '@/lib/calls/providers/signalwire/callbacks';
import { type Config, readConfig } from '@/lib/config/config';
import { processEnvironment } from '@/lib/config/env';
import { type Clock, systemClock } from '@/lib/core/clock';
import { type IdSource, systemIds } from '@/lib/core/ids';
import { createDatabase, type Database } from '@/lib/db/client';
import { createKv } from '@/lib/kv/create-kv';
import type { Kv } from '@/lib/kv/port';
import { createLogger, type Logger } from '@/lib/log/logger';
import { createEncryption, type Encryption } from '@/lib/security/encryption';
import { createEgress, type Egress } from '@/lib/webhook-outbox/endpoints/egress';

/** Everything that a request may need, built once per process from the configuration. */
export interface Deps {
  config: Config;
  db: Database;
  kv: Kv;
  clock: Clock;
  ids: IdSource;
  logger: Logger;
  encryption: Encryption;
  carrier: Carrier;
  carrierCallbacks: CarrierCallbacks;
  calendars: CalendarRegistry;
  /** Where webhooks may be sent to. */
  egress: Egress;
  /** In place of the hosted Svix's own address; for tests. */
  svixServerUrl?: string;
  /** Runs a task once the response is out, where the platform's own `after` cannot; for tests. */
  afterResponse?: (task: () => Promise<void>) => void;
}

function build(config: Config): Deps {
  const db = createDatabase(config.database);
  const kv = createKv(config.kv, db, systemClock);
  return {
    config,
    db,
    kv,
    clock: systemClock,
    ids: systemIds,
    logger: createLogger(config.logLevel),
    encryption: createEncryption(config.encryptionKeys),
    carrier: createSignalWireCarrier(config.carrier),
    carrierCallbacks: createSignalWireCallbacks(config.carrier.signingKeys),
    calendars: createCalendars({ config: config.calendars, kv, clock: systemClock }),
    egress: createEgress({ localReceivers: config.outgoing.localReceivers }),
  };
}

const held = globalThis as typeof globalThis & { slotlineDeps?: Deps };

/** The process's dependencies; survives hot reload. @throws EnvironmentError when a variable is missing or wrong */
export function getDeps(): Deps {
  held.slotlineDeps ??= build(readConfig(processEnvironment()));
  return held.slotlineDeps;
}
