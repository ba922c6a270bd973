import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { preparedBinaries } from './binaries';
import { clusterFolder } from './cluster-folder';
import { ensureDatabase } from './ensure-database';
import { serverAccount } from './server-account';
import { claimServer, ownedByOther, runningServer } from './server-lock';
import { endProcess, launchServer } from './server-process';

export interface PostgresOptions {
  /** Folder of the cluster; made on first use, kept afterwards. */
  dataDir: string;
  /** Port on 127.0.0.1; a free one when absent. */
  port?: number;
  /** Database that `url` names; made when missing. Default `slotline`. */
  database?: string;
  /** False trades the durability of a power cut for speed: for tests. Default true. */
  fsync?: boolean;
  /** Further server settings, as in postgresql.conf. */
  settings?: Record<string, string>;
}

export interface RunningPostgres {
  /** Connection string of the database asked for, with password. */
  readonly url: string;
  readonly port: number;
  readonly pid: number;
  /** True when another living process started this server: `stop` then leaves it to that one. */
  readonly shared: boolean;
  /** Connection string of another database of the same server. */
  urlOf(database: string): string;
  /** Ends the server cleanly; connections still open are cut. */
  stop(): Promise<void>;
  /** Ends the server by a signal of choice: SIGKILL for a crash, SIGQUIT for an immediate shutdown. */
  kill(signal: NodeJS.Signals): Promise<void>;
  /** Starts the server again on the same port, stopping it first when it runs. */
  restart(): Promise<void>;
}

const startAttempts = 100;

/**
 * A running PostgreSQL from npm on `dataDir`: the one that already runs there, or a new one. A server whose starter was
 * killed is taken over. Prints nothing. Throws with the server's own words when it cannot run.
 */
export async function startPostgres(options: PostgresOptions): Promise<RunningPostgres> {
  const account = serverAccount();
  const binaries = await preparedBinaries(account);
  const folder = await clusterFolder(options.dataDir, binaries, account);
  const database = options.database ?? 'slotline';
  let server = await start(options.port);

  async function start(wanted: number | undefined): Promise<{ pid: number; port: number; shared: boolean }> {
    for (let attempt = 0; attempt < startAttempts; attempt += 1) {
      const running = runningServer(folder.data);
      if (running !== null) {
        const shared = ownedByOther(folder.home);
        if (!running.ready) {
          await sleep(100);
          continue;
        }
        if (shared || wanted === undefined || wanted === running.port) {
          if (!shared) claimServer(folder.home);
          return { pid: running.pid, port: running.port, shared };
        }
        await endProcess(running.pid, 'SIGINT', 10_000);
      }
      const port = wanted ?? (await freePort());
      claimServer(folder.home);
      const launch = await launchServer(folder, binaries, account, settingsFor(port, options));
      if (launch.ready) return { pid: launch.pid, port, shared: false };
      await afterFailure(launch.log, wanted);
    }
    throw new Error(`PostgreSQL in ${folder.home} did not become ready; see server.log there.`);
  }

  const stopAtExit = () => {
    if (!server.shared && runningServer(folder.data)?.pid === server.pid) process.kill(server.pid, 'SIGINT');
  };
  process.once('exit', stopAtExit);

  const running: RunningPostgres = {
    get url() {
      return running.urlOf(database);
    },
    get port() {
      return server.port;
    },
    get pid() {
      return server.pid;
    },
    get shared() {
      return server.shared;
    },
    urlOf: (name) => `postgres://postgres:${folder.password}@127.0.0.1:${server.port}/${encodeURIComponent(name)}`,
    async stop() {
      process.off('exit', stopAtExit);
      if (!server.shared) await endProcess(server.pid, 'SIGINT', 10_000);
    },
    kill: (signal) => endProcess(server.pid, signal, 10_000),
    async restart() {
      await endProcess(server.pid, 'SIGINT', 10_000);
      server = await start(server.port);
    },
  };
  await ensureDatabase(running.urlOf('postgres'), database);
  return running;
}

function settingsFor(port: number, options: PostgresOptions): Record<string, string> {
  const durable = options.fsync ?? true;
  return {
    port: String(port),
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    jit: 'off',
    ...(durable ? {} : { fsync: 'off', full_page_writes: 'off' }),
    ...options.settings,
  };
}

/** Returns when another attempt makes sense, throws when it does not. */
async function afterFailure(log: string, wantedPort: number | undefined): Promise<void> {
  if (/could not bind/.test(log)) {
    if (wantedPort === undefined) return;
    throw new Error(`Port ${wantedPort} on 127.0.0.1 is taken; PostgreSQL cannot use it.`);
  }
  // A second start of the same folder was faster, or the last children of a killed server are still leaving.
  if (/lock file .* already exists|shared memory block/.test(log)) {
    await sleep(100);
    return;
  }
  throw new Error(`PostgreSQL did not start: ${log.trim().split('\n').slice(-8).join('\n')}`);
}

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', resolve);
  });
  const address = probe.address();
  await new Promise((resolve) => probe.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('The system gave no port.');
  return address.port;
}
