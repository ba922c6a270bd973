import { resolve } from 'node:path';
import { startWorld } from '@/sandbox/world/start-world';
import { takeWorld } from '@/sandbox/world/world-lock';
import { driveMainJob } from './demo/drive-main-job';
import { refreshFunnel } from './demo/refresh-funnel';
import { welcome } from './demo/welcome';
import { runUntilStopped } from './run-until-stopped';

const startedAt = performance.now();
const once = process.argv.includes('--once');
const folder = resolve('.slotline');
const say = (line: string) =>
  console.log(`${((performance.now() - startedAt) / 1000).toFixed(1).padStart(6)} s  ${line}`);

await runUntilStopped(
  async () => {
    const lock = await takeWorld(folder, 'demo');
    // Nobody watches a single run, so simulated people talk faster. Orders keep to the real clock.
    const timeScale = once ? 4 : 1;
    return startWorld({ mode: 'start', folder, lock, given: process.env, timeScale, say });
  },
  async (world) => {
    const crashed = world.app.ended.then(() => {
      throw new Error(`The app has ended.\n${world.app.lastWords()}`);
    });
    if (!once) {
      console.log(welcome(world.url, world.carrier?.url ?? null));
      return crashed;
    }
    say(`Slotline runs at ${world.url}`);
    try {
      if (!world.carrier)
        throw new Error('--once measures at the simulated carrier. Unset SIGNALWIRE_API_URL and try again.');
      const result = await Promise.race([driveMainJob(world.url, world.carrier, say), crashed]);
      const secret = world.environment.CRON_SECRET ?? '';
      await Promise.race([refreshFunnel(world.url, secret, result.bookingId, say), crashed]);
      const durationMs = Math.round(performance.now() - startedAt);
      console.log(JSON.stringify({ ok: true, ...result, durationMs }));
      return 0;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      console.log(JSON.stringify({ ok: false, reason }));
      return 1;
    }
  },
);
