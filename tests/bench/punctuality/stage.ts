import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureDatabase } from '@/sandbox/postgres/ensure-database';
import { startTemporaryPostgres } from '@/sandbox/postgres/temporary-postgres';
import type { UndoStack } from '@/sandbox/world/undo-stack';
import { migratedDatabase, onDatabase } from '@/tests/support/outside/product-database';
import { seedCallers } from '@/tests/support/outside/seed-callers';
import { type CarrierProcess, startCarrierProcess } from '@/tests/support/outside/start-carrier-process';
import { type Product, startProduct } from '@/tests/support/outside/start-product';
import { type Peer, startPeer } from './peer';

const ORGANIZATIONS = 10;

/** Everybody who takes part, running: one database server, the product with its carrier, the peers with theirs. */
export interface Stage {
  databaseUrl: string;
  product: Product;
  carrier: CarrierProcess;
  peers: Peer[];
  /** Takes orders and leaves it at that. */
  peersCarrier: CarrierProcess;
}

/**
 * @param live the product's orders are dialled and followed through, so that it serves every document and callback of its
 * calls from the same process; else its carrier, too, takes orders and leaves it at that
 */
export async function setStage(bookings: number, live: boolean, undo: UndoStack): Promise<Stage> {
  const postgres = await startTemporaryPostgres({ database: 'product' });
  undo.add(() => postgres.stop());
  const folder = await mkdtemp(join(tmpdir(), 'slotline-bench-'));
  undo.add(() => rm(folder, { recursive: true }));
  const carrier = await startCarrierProcess({ callsPerSecond: null, fast: !live });
  undo.add(() => carrier.stop());
  const peersCarrier = await startCarrierProcess({ callsPerSecond: null, fast: true });
  undo.add(() => peersCarrier.stop());

  const databaseUrl = await migratedDatabase(postgres);
  await onDatabase(databaseUrl, (client) =>
    seedCallers(client, { organizations: ORGANIZATIONS, operators: Math.ceil(bookings / ORGANIZATIONS) }),
  );
  const environment = { ...carrier.environment, SIGNALWIRE_CALLS_PER_SECOND: '1000' };
  const product = await startProduct({ databaseUrl, folder, environment });
  undo.add(() => product.stop());

  const peers: Peer[] = [];
  for (const name of ['pg-boss', 'graphile-worker']) {
    await ensureDatabase(postgres.urlOf('postgres'), name);
    const file = name === 'pg-boss' ? 'pg-boss-worker.ts' : 'graphile-worker.ts';
    const peer = await startPeer(name, file, postgres.urlOf(name), peersCarrier);
    undo.add(() => peer.stop());
    peers.push(peer);
  }
  return { databaseUrl, product, carrier, peers, peersCarrier };
}
