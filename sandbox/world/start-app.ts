import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { endGroup, signalGroup } from './process-group';

interface AppOptions {
  mode: 'start' | 'dev';
  /** The app's folder; the working directory unless told. */
  root?: string | undefined;
  port: number;
  environment: Record<string, string | undefined>;
  /** Where its output goes; null: to our own stderr. */
  logFile: string | null;
}

export interface RunningApp {
  readonly pid: number;
  /** Settles when the process has ended, whatever the reason. */
  readonly ended: Promise<void>;
  /** The last lines it wrote, when they go to a file. */
  lastWords(): string;
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 90_000;
const STOP_WITHIN_MS = 5_000;

/** Starts Next on 127.0.0.1 and waits until it answers. @throws Error with its last words when it ends before that */
export async function startApp(options: AppOptions): Promise<RunningApp> {
  const log = options.logFile === null ? null : openSync(options.logFile, 'w', 0o600);
  const output = log ?? process.stderr;
  const flags = [options.mode, '-H', '127.0.0.1', '-p', String(options.port)];
  const child = spawn(process.execPath, ['node_modules/next/dist/bin/next', ...flags], {
    env: {
      ...options.environment,
      NODE_ENV: options.mode === 'start' ? 'production' : 'development',
      NEXT_TELEMETRY_DISABLED: '1',
    },
    cwd: options.root,
    // A group of its own: Ctrl-C reaches us first, and we end it when nobody needs it any more.
    detached: true,
    stdio: ['ignore', output, output],
  });
  if (log !== null) closeSync(log);
  const ended = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const { pid } = child;
  if (pid === undefined) throw new Error('Next could not be started.');
  const killAtExit = () => signalGroup(pid, 'SIGKILL');
  process.once('exit', killAtExit);

  const app: RunningApp = {
    pid,
    ended,
    lastWords: () =>
      options.logFile === null ? '' : readFileSync(options.logFile, 'utf8').trim().split('\n').slice(-20).join('\n'),
    async stop() {
      process.off('exit', killAtExit);
      if (isRunning(child)) await endGroup(pid, STOP_WITHIN_MS);
      await ended;
    },
  };
  try {
    await untilItAnswers(child, options.port);
  } catch (error) {
    await app.stop();
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error([reason, app.lastWords()].filter(Boolean).join('\n'));
  }
  return app;
}

async function untilItAnswers(child: ChildProcess, port: number): Promise<void> {
  const giveUpAt = performance.now() + READY_WITHIN_MS;
  while (performance.now() < giveUpAt) {
    if (!isRunning(child)) throw new Error('The app ended before it was ready.');
    const status = await fetch(`http://127.0.0.1:${port}/api/health`, { signal: AbortSignal.timeout(30_000) }).then(
      (response) => response.status,
      () => null,
    );
    if (status !== null && status < 500) return;
    await sleep(50);
  }
  throw new Error(`The app did not answer within ${READY_WITHIN_MS / 1000} s.`);
}

function isRunning(child: ChildProcess): boolean {
  return child.exitCode === null && child.signalCode === null;
}
