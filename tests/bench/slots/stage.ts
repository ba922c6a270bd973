import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { startTemporaryPostgres } from '@/sandbox/postgres/temporary-postgres';
import type { UndoStack } from '@/sandbox/world/undo-stack';
import { migratedDatabase, onDatabase } from '@/tests/support/outside/product-database';
import { type Product, startProduct } from '@/tests/support/outside/start-product';
import { type CalcomProcess, startCalcomProcess } from './calcom-process';
import { createClient } from './client';
import { seedKeys } from './seed-keys';

/** Enough callers that none reaches the usual limit of 600 requests per minute. */
const CALLERS = 400;
/** The sample account's half-hour consultation. */
export const EVENT_TYPE = { event_type_id: '4411', event_type_name: 'Consultation' };

/** The product does not start without a carrier; nobody is called here. */
const CARRIER = {
  SIGNALWIRE_API_URL: 'http://127.0.0.1:9',
  SIGNALWIRE_PROJECT_ID: 'measured-project',
  SIGNALWIRE_API_TOKEN: 'PT-measured',
  SIGNALWIRE_SIGNING_KEY: 'PSK-measured',
  SIGNALWIRE_FROM_NUMBER: '+12025550199',
};

/** Two instances of the product on one database, with one Cal.com calendar connected. */
export interface Stage {
  instances: readonly [Product, Product];
  calcom: CalcomProcess;
  connectionId: string;
  /** Gives another caller's key every time. */
  nextKey(): string;
}

const connected = z.object({ connection: z.object({ id: z.string() }) });

export async function setStage(undo: UndoStack): Promise<Stage> {
  const postgres = await startTemporaryPostgres({ database: 'product' });
  undo.add(() => postgres.stop());
  const folder = await mkdtemp(join(tmpdir(), 'slotline-bench-'));
  undo.add(() => rm(folder, { recursive: true }));
  const calcom = await startCalcomProcess();
  undo.add(() => calcom.stop());

  const databaseUrl = await migratedDatabase(postgres);
  const keys = await onDatabase(databaseUrl, (client) => seedKeys(client, CALLERS));
  let given = 0;
  const nextKey = () => keys[given++ % keys.length] ?? '';
  const environment = { ...CARRIER, CALCOM_API_URL: calcom.url };
  const first = await startProduct({ databaseUrl, folder, environment });
  undo.add(() => first.stop());
  const second = await startProduct({ databaseUrl, folder, environment });
  undo.add(() => second.stop());

  const ask = createClient(1);
  const answer = await ask({
    method: 'POST',
    url: `${first.url}/api/connections`,
    key: nextKey(),
    json: { provider: 'calcom', api_key: calcom.apiKey },
  });
  const connectionId = connected.parse(JSON.parse(answer.text)).connection.id;
  await ask({
    method: 'PATCH',
    url: `${first.url}/api/connections/${connectionId}`,
    key: nextKey(),
    json: { settings: EVENT_TYPE },
  });
  return { instances: [first, second], calcom, connectionId, nextKey };
}

/** The address of the free slots of the next days on an instance. */
export function slotsUrl({ connectionId }: Stage, instance: Product, days = 14): string {
  return `${instance.url}/api/calendars/slots?connection_id=${connectionId}&days=${days}`;
}
