import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, readFile, realpath, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { processStamp } from '@/sandbox/postgres/process-stamp';
import { type RunningPostgres, startPostgres } from '@/sandbox/postgres/start-postgres';
import { removeCluster, temporaryDataDir } from '@/sandbox/postgres/temporary-postgres';
import { eventually } from '@/tests/support/eventually';

let dataDir: string;
let undo: (() => Promise<unknown>)[];
beforeEach(async () => {
  dataDir = await temporaryDataDir();
  undo = [() => removeCluster(dataDir)];
});
afterEach(async () => {
  for (const step of undo.reverse()) await step();
});

async function start(options: { port?: number } = {}): Promise<RunningPostgres> {
  const postgres = await startPostgres({ dataDir, fsync: false, ...options });
  undo.push(() => postgres.stop());
  return postgres;
}

async function query(url: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

/** Another process that starts the same server. */
async function holder(): Promise<{ process: ChildProcess; url: string; pid: number; shared: boolean }> {
  const script = join(import.meta.dirname, 'postgres-holder.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', script, dataDir], { stdio: ['ignore', 'pipe', 'inherit'] });
  undo.push(async () => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGTERM');
    await once(child, 'exit');
  });
  const [line] = await once(child.stdout, 'data');
  return { process: child, ...JSON.parse(String(line)) };
}

describe('the embedded PostgreSQL', () => {
  it('is version 18, speaks UTF-8 and UTC, and has the extensions that the product uses', async () => {
    const { url } = await start();
    for (const name of ['btree_gist', 'citext', 'pg_trgm']) await query(url, `create extension ${name}`);
    expect(
      await query(
        url,
        `select current_setting('server_version_num')::int / 10000 as version, current_setting('timezone') as zone,
           current_setting('server_encoding') as encoding, current_database() as database`,
      ),
    ).toStrictEqual([{ version: 18, zone: 'UTC', encoding: 'UTF8', database: 'slotline' }]);
  });

  it('lets nobody in without the password of its folder', async () => {
    const { url } = await start();
    const stranger = new URL(url);
    stranger.password = 'postgres';
    await expect(query(stranger.href, 'select 1')).rejects.toThrow(/password/);
  });

  it('keeps what was written over a stop, and stands on the same port after a restart', async () => {
    const first = await start();
    await query(first.url, 'create table kept as select 42 as answer');
    await first.stop();
    expect(processStamp(first.pid)).toBeNull();
    const second = await start();
    const { url } = second;
    await second.restart();
    expect(second.url).toBe(url);
    expect(await query(url, 'select answer from kept')).toStrictEqual([{ answer: 42 }]);
  });

  it('comes back after a crash with everything that was committed', async () => {
    const postgres = await start();
    await query(postgres.url, 'create table kept as select 42 as answer');
    await postgres.kill('SIGKILL');
    await expect(query(postgres.url, 'select 1')).rejects.toThrow();
    await postgres.restart();
    expect(await query(postgres.url, 'select answer from kept')).toStrictEqual([{ answer: 42 }]);
  });

  it('takes over a server whose starter was killed, and stops it in the end', async () => {
    const first = await holder();
    first.process.kill('SIGKILL');
    await once(first.process, 'exit');
    expect(processStamp(first.pid)).not.toBeNull();
    const second = await start();
    expect([second.pid, second.url, second.shared]).toStrictEqual([first.pid, first.url, false]);
    await second.stop();
    await eventually('the orphan is gone', () => processStamp(first.pid) === null);
  });

  it('moves an orphan to the port that is asked for', async () => {
    const first = await holder();
    first.process.kill('SIGKILL');
    await once(first.process, 'exit');
    const port = await freePort();
    const second = await start({ port });
    expect(second.port).toBe(port);
    expect(processStamp(first.pid)).toBeNull();
    expect(await query(second.url, 'select 1 as one')).toStrictEqual([{ one: 1 }]);
  });

  it('shares a server that another living process started, and leaves it to that one', async () => {
    const first = await holder();
    const second = await start();
    expect([second.pid, second.shared]).toStrictEqual([first.pid, true]);
    await second.stop();
    expect(await query(first.url, 'select 1 as one')).toStrictEqual([{ one: 1 }]);
  });

  it('started twice at once on a new folder, it is one server', async () => {
    const [one, other] = await Promise.all([holder(), holder()]);
    expect(other?.pid).toBe(one?.pid);
    expect([one.shared, other.shared].filter(Boolean).length).toBeLessThanOrEqual(1);
  });

  it('is not fooled by a lock file whose process number belongs to another program', async () => {
    const first = await start();
    await first.kill('SIGKILL');
    const lock = join(dataDir, 'data', 'postmaster.pid');
    const lines = (await readFile(lock, 'utf8')).split('\n');
    await writeFile(lock, [String(process.pid), ...lines.slice(1)].join('\n'));
    const second = await start();
    expect(await query(second.url, 'select 1 as one')).toStrictEqual([{ one: 1 }]);
  });

  it('runs where its account cannot enter the folder, and removes what it keeps elsewhere', async () => {
    await chmod(dataDir, 0o700);
    const postgres = await start();
    expect(await query(postgres.url, 'select 1 as one')).toStrictEqual([{ one: 1 }]);
    const data = await realpath(join(dataDir, 'data'));
    await postgres.stop();
    await removeCluster(dataDir);
    await expect(stat(data)).rejects.toThrow(/ENOENT/);
  });

  it('says so when the port is taken', async () => {
    const squatter = createServer().listen(0, '127.0.0.1');
    await once(squatter, 'listening');
    const address = squatter.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await expect(start({ port })).rejects.toThrow(`Port ${port} on 127.0.0.1 is taken`);
    squatter.close();
  });
});

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  return typeof address === 'object' && address !== null ? address.port : 0;
}
