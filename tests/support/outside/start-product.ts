import { join } from 'node:path';
import { freePortFrom } from '@/sandbox/world/free-port';
import { signalGroup } from '@/sandbox/world/process-group';
import { type RunningApp, startApp } from '@/sandbox/world/start-app';
import { worldEnvironment } from '@/sandbox/world/world-environment';

interface ProductOptions {
  databaseUrl: string;
  /** Of another build than this one's. */
  root?: string;
  /** Where its log goes. */
  folder: string;
  /** The carrier's variables, and any other that differs. */
  environment: Record<string, string>;
  /** First port tried. */
  port?: number;
}

/** What became of one firing of the cron. */
interface Tick {
  /** Null: no answer came. */
  status: number | null;
  body: string;
}

/** The production build, running in a process of its own, as the outside world meets it. */
export interface Product {
  readonly url: string;
  readonly logFile: string;
  readonly pid: number;
  /** Fires the scheduler's cron as the platform does, and waits until its run has ended. Never throws. */
  tick(): Promise<Tick>;
  /** SIGKILL: no farewell, nothing finished. */
  kill(): Promise<void>;
  /** Starts it again after a kill, at the same address. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

/** Of every product started here. */
export const cronSecret = 'measured-cron-secret';

/** Starts the production build, which must be fresh, on a database that is migrated. */
export async function startProduct(options: ProductOptions): Promise<Product> {
  const port = await freePortFrom(options.port ?? 4300);
  const url = `http://127.0.0.1:${port}`;
  const logFile = join(options.folder, `app-${port}.log`);
  const environment = worldEnvironment(
    {
      APP_URL: url,
      DATABASE_URL: options.databaseUrl,
      DATABASE_DRIVER: 'pg',
      AUTH_SECRET: 'measured-auth-secret-of-more-than-32-characters',
      ENCRYPTION_KEYS: `measured:${Buffer.alloc(32, 7).toString('base64')}`,
      CRON_SECRET: cronSecret,
      ...options.environment,
    },
    {},
  );
  const { root } = options;
  const start = () => startApp({ mode: 'start', root, port, environment: { ...inherited(), ...environment }, logFile });
  let app: RunningApp = await start();
  return {
    url,
    logFile,
    get pid() {
      return app.pid;
    },
    tick: () => tick(`${url}/api/cron/scheduled-calls`),
    async kill() {
      signalGroup(app.pid, 'SIGKILL');
      await app.ended;
    },
    async restart() {
      app = await start();
    },
    stop: () => app.stop(),
  };
}

async function tick(address: string): Promise<Tick> {
  try {
    const response = await fetch(address, { headers: { authorization: `Bearer ${cronSecret}` } });
    return { status: response.status, body: await response.text() };
  } catch (error) {
    return { status: null, body: String(error) };
  }
}

/** What Node needs of this process's variables; nothing of a real installation. */
function inherited(): Record<string, string | undefined> {
  const { PATH, HOME, TMPDIR, NODE_OPTIONS, NODE_EXTRA_CA_CERTS } = process.env;
  return { PATH, HOME, TMPDIR, NODE_OPTIONS, NODE_EXTRA_CA_CERTS };
}
