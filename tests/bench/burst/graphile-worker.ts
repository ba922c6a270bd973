import { type AddJobsJobSpec, Logger, makeWorkerUtils, run, type WorkerUtils } from 'graphile-worker';
import pg from 'pg';
import { type OrderPost, orderPost } from '@/tests/bench/support/order-post';
import type { WorkerSetup } from '@/tests/bench/support/worker-setup';
import { answerParent } from '@/tests/support/outside/answer-parent';
import type { Burst } from './contender';

const POLL_MS = 100;
const CONCURRENCY = 64;
/** The batching that the documentation recommends for throughput. */
const LOCAL_QUEUE = 500;
const BATCH_DELAY_MS = 0;

let setup: WorkerSetup;
let pool: pg.Pool;
let utils: WorkerUtils;
let post: OrderPost;

interface CallJob {
  job: string;
  to: string;
}

answerParent({
  async setUp(given: WorkerSetup) {
    setup = given;
    pool = new pg.Pool({ connectionString: setup.databaseUrl, max: 4 });
    utils = await makeWorkerUtils({ pgPool: pool });
    await utils.migrate();
    post = orderPost(setup.carrier);
  },

  async prepare({ size, dueAt }: Burst) {
    await pool.query('truncate graphile_worker._private_jobs');
    for (let from = 0; from < size; from += 1_000)
      await utils.addJobs(
        Array.from(
          { length: Math.min(1_000, size - from) },
          (_, n): AddJobsJobSpec => ({
            identifier: 'call',
            payload: { job: String(from + n), to: `+1202${2_000_000 + from + n}` },
            runAt: dueAt,
          }),
        ),
      );
  },

  async place({ size }: Burst): Promise<Date> {
    let left = size;
    let finish: (at: Date) => void = () => undefined;
    const finished = new Promise<Date>((resolve) => {
      finish = resolve;
    });
    const jobs = new pg.Pool({ connectionString: setup.databaseUrl, max: 10 });
    jobs.on('error', () => undefined);
    jobs.on('connect', (client) => client.on('error', () => undefined));
    const runner = await run({
      pgPool: jobs,
      noHandleSignals: true,
      preset: {
        worker: {
          logger: new Logger(() => () => undefined),
          concurrentJobs: CONCURRENCY,
          pollInterval: POLL_MS,
          localQueue: { size: LOCAL_QUEUE },
          completeJobBatchDelay: BATCH_DELAY_MS,
          failJobBatchDelay: BATCH_DELAY_MS,
        },
      },
      taskList: {
        async call(payload) {
          await post({ by: 'graphile-worker', ...(payload as CallJob) });
          left -= 1;
          if (left === 0) finish(new Date());
        },
      },
    });
    await finished;
    // Stopping waits until every job is written down as complete.
    await runner.stop();
    const at = new Date();
    await jobs.end();
    return at;
  },
});
