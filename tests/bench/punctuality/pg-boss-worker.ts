import PgBoss from 'pg-boss';
import { inFlight } from '@/tests/bench/support/in-flight';
import { type OrderPost, orderPost, type PostedOrder } from '@/tests/bench/support/order-post';
import type { WorkerSetup } from '@/tests/bench/support/worker-setup';
import { answerParent } from '@/tests/support/outside/answer-parent';
import type { DueJob } from './peer';

const QUEUE = 'calls';
/** The shortest that it takes; 2 s by default. */
const POLL_SECONDS = 0.5;
/** More than ever falls due between two polls; 1 by default. */
const BATCH = 100;

let boss: PgBoss;
let post: OrderPost;

answerParent({
  async setUp({ databaseUrl, carrier }: WorkerSetup) {
    boss = new PgBoss({ connectionString: databaseUrl });
    boss.on('error', (error) => console.error('pg-boss', error));
    await boss.start();
    await boss.createQueue(QUEUE);
    post = orderPost(carrier);
  },

  schedule: (jobs: DueJob[]) =>
    boss.insert(
      jobs.map(({ job, to, dueAt }) => ({ name: QUEUE, data: { by: 'pg-boss', job, to }, startAfter: dueAt })),
    ),

  start: () =>
    boss.work<PostedOrder>(QUEUE, { pollingIntervalSeconds: POLL_SECONDS, batchSize: BATCH }, (jobs) =>
      inFlight(jobs, BATCH, async ({ data }) => {
        await post(data);
      }),
    ),
});
