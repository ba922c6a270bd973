import { resolve } from 'node:path';
import { readConfig } from '@/lib/config/config';
import { startTicker, type Ticker } from '@/sandbox/ticker/start-ticker';
import { buildIfStale } from './build-if-stale';
import { freePortFrom } from './free-port';
import { type RunningApp, startApp } from './start-app';
import { type Simulators, startSimulators } from './start-simulators';
import { UndoStack } from './undo-stack';
import type { Variables } from './world-environment';
import type { WorldLock } from './world-lock';

interface WorldOptions {
  /** `start` runs the production build (made first, when it is stale), `dev` reloads on changes. */
  mode: 'start' | 'dev';
  folder: string;
  lock: WorldLock;
  /** What the user has set in the shell. */
  given: Variables;
  /** How much faster than real time people on the phone act. Default 1. */
  timeScale?: number;
  /** Receives progress, a sentence at a time. */
  say: (sentence: string) => void;
}

/** The product and everything around it, running. */
interface World extends Simulators {
  readonly url: string;
  readonly app: RunningApp;
  readonly ticker: Ticker;
  /** Stops everything, the last one started first. */
  stop(): Promise<void>;
}

const DEFAULT_PORT = 3000;

/** Starts everything, or nothing: what was started before a failure is stopped again. */
export async function startWorld(options: WorldOptions): Promise<World> {
  const undo = new UndoStack();
  try {
    return await start(options, undo);
  } catch (error) {
    await undo.undo();
    throw error;
  }
}

async function start(options: WorldOptions, undo: UndoStack): Promise<World> {
  const { mode, folder, lock, given, timeScale, say } = options;
  undo.add(() => lock.release());
  const wanted = Number(given.PORT || DEFAULT_PORT);
  const port = await freePortFrom(wanted);
  if (port !== wanted) say(`Port ${wanted} is taken; using ${port}.`);
  const appUrl = given.APP_URL?.trim() || `http://localhost:${port}`;

  say('Starting the database and the carrier …');
  const [simulators, build] = await Promise.all([
    startSimulators({ folder, appUrl, given, timeScale, undo }),
    mode === 'start' ? buildOnce(say) : null,
  ]);
  // The app would refuse to start as well; checking here reports every fault before the wait.
  readConfig({ ...simulators.environment, NODE_ENV: 'production' });
  if (build?.built) say(`Built in ${Math.round(build.seconds)} s.`);

  const app = await startApp({
    mode,
    port,
    environment: { ...given, ...simulators.environment },
    logFile: mode === 'start' ? resolve(folder, 'app.log') : null,
  });
  undo.add(() => app.stop());
  lock.noteGroup(app.pid);
  lock.noteUrl(appUrl);

  const ticker = await startTicker({ appUrl, cronSecret: simulators.environment.CRON_SECRET ?? '' });
  undo.add(() => ticker.stop());
  return { ...simulators, url: appUrl, app, ticker, stop: () => undo.undo() };
}

async function buildOnce(say: (sentence: string) => void): Promise<{ built: boolean; seconds: number }> {
  const startedAt = performance.now();
  const waiting = setTimeout(() => say('Building the app (once; later starts reuse it) …'), 1_500);
  try {
    const { built } = await buildIfStale();
    return { built, seconds: (performance.now() - startedAt) / 1000 };
  } finally {
    clearTimeout(waiting);
  }
}
