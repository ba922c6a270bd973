import { setTimeout as sleep } from 'node:timers/promises';
import { onDatabase } from '@/tests/support/outside/product-database';
import { clearBookings, seedBookings } from '@/tests/support/outside/seed-callers';
import type { Product } from '@/tests/support/outside/start-product';
import { type Burst, type Contender, TICK_AHEAD_MS } from './contender';

/** The product: a tick of its cron, as the platform fires it. */
export function productContender(product: Product, databaseUrl: string): Contender {
  return {
    name: 'slotline',
    pid: product.pid,
    prepare: ({ size, dueAt }: Burst) =>
      onDatabase(databaseUrl, async (client) => {
        await clearBookings(client);
        await seedBookings(
          client,
          Array.from({ length: size }, (_, n) => ({ id: `bk_${n}`, operator: n, dueAt })),
        );
        await client.query('vacuum analyze');
      }),
    async place({ size, dueAt }) {
      await sleep(Math.max(0, dueAt.getTime() - TICK_AHEAD_MS - Date.now()));
      const tick = await product.tick();
      const counts: Record<string, number> = tick.status === 200 ? JSON.parse(tick.body).counts : {};
      if (counts.ordered !== size) throw new Error(`The run ordered not all: ${tick.status} ${tick.body}`);
      return onDatabase(databaseUrl, async (client) => {
        const { rows } = await client.query<{ last: Date; placed: number }>(
          `select max(updated_at) as last, count(*)::int as placed from calls where status = 'queued' and carrier_sid is not null`,
        );
        if (rows[0]?.placed !== size) throw new Error(`${rows[0]?.placed} of ${size} calls are written down.`);
        return rows[0].last;
      });
    },
    // Between its ticks it does nothing.
    pause: () => undefined,
    resume: () => undefined,
    stop: () => product.stop(),
  };
}
