import { buildIfStale } from '@/sandbox/world/build-if-stale';
import { numberOption } from '@/tests/support/outside/options';
import { BOOKINGS, planCampaign } from './plan';
import { runStorm } from './storm';

const SEEDS = 20;
/** Storms need the whole machine and pass one by one; what waits for silences to end waits beside the others. */
const WAITING_AT_ONCE = 6;

/**
 * Runs the campaign of each seed (`--seed N` for one, `--seeds N` for 1 to N) and prints a line for each.
 * @returns whether every invariant held in all of them
 */
export async function run(args: readonly string[]): Promise<boolean> {
  await buildIfStale();
  const one = numberOption(args, 'seed', 0);
  const count = numberOption(args, 'seeds', SEEDS);
  const bookings = numberOption(args, 'bookings', BOOKINGS);
  const seeds = one > 0 ? [one] : Array.from({ length: count }, (_, i) => i + 1);
  const startedAt = performance.now();
  let allOk = true;
  const waiting = new Set<Promise<void>>();
  for (const seed of seeds) {
    if (waiting.size >= WAITING_AT_ONCE) await Promise.race(waiting);
    let storm = Promise.resolve();
    await new Promise<void>((stormOver) => {
      storm = report(seed, bookings, stormOver).then((ok) => {
        allOk &&= ok;
      });
    });
    const waited = storm.finally(() => waiting.delete(waited));
    waiting.add(waited);
  }
  await Promise.all(waiting);
  console.log(
    `${seeds.length} seeds of ${bookings} bookings in ${Math.round((performance.now() - startedAt) / 1000)} s.`,
  );
  return allOk;
}

/** Runs one seed and prints what came of it. @returns whether every invariant held */
async function report(seed: number, bookings: number, stormOver: () => void): Promise<boolean> {
  try {
    const { invariants, endings, quietAfterMs, kills } = await runStorm(seed, planCampaign(seed, bookings), stormOver);
    const ok = Object.values(invariants).every((count) => count === 0);
    const summary = Object.entries(endings).map(([ending, count]) => `${count} ${ending}`);
    console.log(
      `seed ${seed}: ${kills} kills, quiet after ${Math.round(quietAfterMs / 1000)} s; ${summary.join(', ')}`,
    );
    console.log(JSON.stringify({ chaos: 'scheduler', seed, invariants, ok }));
    return ok;
  } catch (error) {
    console.error(`seed ${seed} could not be run:`, error);
    return false;
  }
}
