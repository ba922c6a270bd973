import { type Clock, systemClock } from '@/lib/core/clock';
import { MINUTE_MS } from '@/lib/time/units';
import { seededRandom } from '@/sandbox/carrier/seeded-random';
import { type FireResult, fire } from './fire';
import { type Disturbance, type DisturbanceRates, type Firing, planMinute, rollDisturbance } from './plan-minute';
import { readVercelCrons, type VercelCron } from './vercel-crons';

export interface TickerOptions {
  /** Origin of the app. */
  appUrl: string;
  cronSecret: string;
  /** Where the crons are listed. Default `vercel.json` of the current folder. */
  file?: string;
  /** Seed of the seconds within the minutes, and of the disturbances; the same seed fires alike. Default: the time. */
  seed?: number;
  rates?: DisturbanceRates;
  clock?: Clock;
  onTick?: (tick: Tick) => void;
}

/** A request that was sent and how it ended; or, with disturbance `skipped`, one that was not. */
interface Tick extends FireResult {
  path: string;
  firedAt: Date;
  disturbance: Disturbance | 'on demand' | null;
}

export interface Ticker {
  readonly crons: readonly VercelCron[];
  readonly seed: number;
  /** The last 1,000 ticks that ended, oldest first. */
  readonly ticks: readonly Tick[];
  /** Sends one request now, beside whatever is planned or under way. */
  fireNow(path: string): Promise<Tick>;
  /** Sets what happens to the next firing of a path (of any path, when none is named). */
  disturbNext(disturbance: Disturbance, path?: string): void;
  setRates(rates: DisturbanceRates): void;
  /** Stops sending until `resume`: a platform that has forgotten us. */
  pause(): void;
  resume(): void;
  /** No further request is sent; those under way are cut. */
  stop(): Promise<void>;
}

const KEPT = 1_000;

/**
 * Fires the crons of `vercel.json` the way Vercel does: each somewhere inside its minute, whatever became of the one
 * before. Minutes that passed while the machine slept are not made up for.
 */
export async function startTicker(options: TickerOptions): Promise<Ticker> {
  const clock = options.clock ?? systemClock;
  const crons = await readVercelCrons(options.file ?? 'vercel.json');
  const seed = options.seed ?? Math.floor(clock.now().getTime() % 2 ** 31);
  const dice = seededRandom(seed);
  const ended = new AbortController();
  const underWay = new Set<Promise<unknown>>();
  const scripted: { disturbance: Disturbance; path: string | undefined }[] = [];
  const ticks: Tick[] = [];
  let rates = options.rates ?? {};
  let paused = false;

  const keep = (tick: Tick) => {
    ticks.push(tick);
    if (ticks.length > KEPT) ticks.shift();
    options.onTick?.(tick);
    return tick;
  };

  const send = async (path: string, schedule: string, disturbance: Tick['disturbance']): Promise<Tick> => {
    const firedAt = clock.now();
    const target = { appUrl: options.appUrl, cronSecret: options.cronSecret, path, schedule };
    return keep({ path, firedAt, disturbance, ...(await fire(target, ended.signal)) });
  };

  const background = (work: () => Promise<unknown>) => {
    const running: Promise<unknown> = work()
      // Ending is the one way a wait can fail.
      .catch(() => undefined)
      .finally(() => underWay.delete(running));
    underWay.add(running);
  };

  const nextDisturbance = (path: string): Disturbance | null => {
    // Rolled in any case, so that a script does not shift what the seed brings afterwards.
    const rolled = rollDisturbance(rates, dice);
    const at = scripted.findIndex((one) => one.path === undefined || one.path === path);
    return at < 0 ? rolled : (scripted.splice(at, 1)[0]?.disturbance ?? rolled);
  };

  const sendAt = (firing: Firing) =>
    background(async () => {
      await clock.sleepUntil(firing.at, ended.signal);
      if (!paused && !ended.signal.aborted) await send(firing.path, firing.schedule, firing.disturbance);
    });

  const planAll = (minute: Date, notBefore: Date) => {
    for (const cron of crons) {
      if (!cron.expression.matches(minute)) continue;
      const disturbance = nextDisturbance(cron.path);
      const firings = planMinute(cron, minute, disturbance, dice);
      if (disturbance === 'skipped')
        keep({ path: cron.path, firedAt: minute, disturbance, status: null, answer: 'skipped', durationMs: 0 });
      for (const firing of firings) if (firing.at >= notBefore) sendAt(firing);
    }
  };

  background(async () => {
    // Seconds of the first minute that are over by now are not made up for.
    const startedAt = clock.now();
    while (!ended.signal.aborted) {
      const minute = new Date(Math.floor(clock.now().getTime() / MINUTE_MS) * MINUTE_MS);
      planAll(minute, startedAt);
      await clock.sleepUntil(new Date(minute.getTime() + MINUTE_MS), ended.signal);
    }
  });

  return {
    crons,
    seed,
    ticks,
    fireNow(path) {
      const schedule = crons.find((cron) => cron.path === path)?.schedule ?? '* * * * *';
      const tick = send(path, schedule, 'on demand');
      background(() => tick);
      return tick;
    },
    disturbNext: (disturbance, path) => void scripted.push({ disturbance, path }),
    setRates: (next) => {
      rates = next;
    },
    pause: () => {
      paused = true;
    },
    resume: () => {
      paused = false;
    },
    async stop() {
      ended.abort(new Error('The ticker was stopped.'));
      await Promise.all(underWay);
    },
  };
}
