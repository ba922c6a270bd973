import { Logger, makeWorkerUtils, run } from 'graphile-worker';
import pg from 'pg';
import { type OrderPost, orderPost, type PostedOrder } from '@/tests/bench/support/order-post';
import type { WorkerSetup } from '@/tests/bench/support/worker-setup';
import { answerParent } from '@/tests/support/outside/answer-parent';
import type { DueJob } from './peer';

/** A twentieth of the default of 2 s; each of the concurrent jobs polls on its own. */
const POLL_MS = 100;
const CONCURRENCY = 10;

let pool: pg.Pool;
let post: OrderPost;

answerParent({
  async setUp({ databaseUrl, carrier }: WorkerSetup) {
    pool = new pg.Pool({ connectionString: databaseUrl, max: CONCURRENCY + 2 });
    pool.on('error', (error) => console.error('graphile-worker', error));
    pool.on('connect', (client) => client.on('error', () => undefined));
    const utils = await makeWorkerUtils({ pgPool: pool });
    await utils.migrate();
    await utils.release();
    post = orderPost(carrier);
  },

  async schedule(jobs: DueJob[]) {
    const utils = await makeWorkerUtils({ pgPool: pool });
    await utils.addJobs(
      jobs.map(({ job, to, dueAt }) => ({
        identifier: 'call',
        payload: { by: 'graphile-worker', job, to },
        runAt: dueAt,
      })),
    );
    await utils.release();
  },

  async start() {
    await run({
      pgPool: pool,
      noHandleSignals: true,
      logger: new Logger(() => () => undefined),
      concurrency: CONCURRENCY,
      pollInterval: POLL_MS,
      taskList: {
        async call(payload) {
          await post(payload as PostedOrder);
        },
      },
    });
  },
});
