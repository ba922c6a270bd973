import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { inFlight } from '@/tests/bench/support/in-flight';
import { type OrderPost, orderPost } from '@/tests/bench/support/order-post';
import type { WorkerSetup } from '@/tests/bench/support/worker-setup';
import { answerParent } from '@/tests/support/outside/answer-parent';
import type { Burst } from './contender';

/** Rows claimed at a time. */
const CLAIM = 500;
const IN_FLIGHT = 64;

let pool: pg.Pool;
let post: OrderPost;

answerParent({
  async setUp({ databaseUrl, carrier }: WorkerSetup) {
    pool = new pg.Pool({ connectionString: databaseUrl, max: 4 });
    post = orderPost(carrier);
    await pool.query(`
      create table floor_jobs (id int primary key, phone text not null, due_at timestamptz not null,
                               state text not null default 'pending', sid text);
      create index floor_jobs_due on floor_jobs (due_at, id) where state = 'pending'`);
  },

  async prepare({ size, dueAt }: Burst) {
    await pool.query('truncate floor_jobs');
    await pool.query(
      `insert into floor_jobs (id, phone, due_at) select n, '+1202' || 2000000 + n, $2 from generate_series(0, $1::int - 1) n`,
      [size, dueAt],
    );
  },

  /** What a bare script does: claims a batch, posts each, writes the batch down while it claims the next one. */
  async place({ dueAt }: Burst): Promise<Date> {
    await sleep(Math.max(0, dueAt.getTime() - Date.now()));
    let writing: Promise<unknown> = Promise.resolve();
    for (;;) {
      const { rows } = await pool.query<{ id: number; phone: string }>(
        `update floor_jobs set state = 'calling' where id in (
           select id from floor_jobs where state = 'pending' and due_at <= now()
           order by due_at, id limit ${CLAIM} for update skip locked)
         returning id, phone`,
      );
      if (rows.length === 0) break;
      const placed: { id: number; sid: string }[] = [];
      await inFlight(rows, IN_FLIGHT, async ({ id, phone }) => {
        placed.push({ id, sid: await post({ by: 'floor', job: String(id), to: phone }) });
      });
      await writing;
      writing = pool.query(
        `update floor_jobs j set state = 'done', sid = p.sid
         from jsonb_to_recordset($1::jsonb) as p(id int, sid text) where j.id = p.id`,
        [JSON.stringify(placed)],
      );
    }
    await writing;
    return new Date();
  },
});
