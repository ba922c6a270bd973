import { setTimeout as sleep } from 'node:timers/promises';
import PgBoss from 'pg-boss';
import { inFlight } from '@/tests/bench/support/in-flight';
import { type OrderPost, orderPost } from '@/tests/bench/support/order-post';
import type { WorkerSetup } from '@/tests/bench/support/worker-setup';
import { answerParent } from '@/tests/support/outside/answer-parent';
import type { Burst } from './contender';

const QUEUE = 'calls';
/**
 * `work` is bound by its poll of at least half a second. Fetching and completing batches in a loop, as the documentation
 * shows for own workers, is the fastest way there is.
 */
const FETCH = 500;
const IN_FLIGHT = 64;
const IDLE_MS = 20;

interface CallJob {
  job: string;
  to: string;
}

let boss: PgBoss;
let post: OrderPost;

answerParent({
  async setUp({ databaseUrl, carrier }: WorkerSetup) {
    boss = new PgBoss({ connectionString: databaseUrl, supervise: false, schedule: false });
    boss.on('error', (error) => console.error('pg-boss', error));
    await boss.start();
    await boss.createQueue(QUEUE);
    post = orderPost(carrier);
  },

  async prepare({ size, dueAt }: Burst) {
    await boss.clearStorage();
    for (let from = 0; from < size; from += 1_000)
      await boss.insert(
        Array.from({ length: Math.min(1_000, size - from) }, (_, n) => ({
          name: QUEUE,
          data: { job: String(from + n), to: `+1202${2_000_000 + from + n}` },
          startAfter: dueAt,
        })),
      );
  },

  async place({ size, dueAt }: Burst): Promise<Date> {
    await sleep(Math.max(0, dueAt.getTime() - Date.now()));
    let completing: Promise<unknown> = Promise.resolve();
    for (let done = 0; done < size; ) {
      const jobs = await boss.fetch<CallJob>(QUEUE, { batchSize: FETCH });
      if (jobs.length === 0) await sleep(IDLE_MS);
      await inFlight(jobs, IN_FLIGHT, async ({ data }) => {
        await post({ by: 'pg-boss', ...data });
      });
      await completing;
      if (jobs.length > 0) {
        completing = boss.complete(
          QUEUE,
          jobs.map(({ id }) => id),
        );
      }
      done += jobs.length;
    }
    await completing;
    return new Date();
  },
});
