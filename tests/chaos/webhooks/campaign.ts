import { buildIfStale } from '@/sandbox/world/build-if-stale';
import { numberOption } from '@/tests/support/outside/options';
import { DELIVERIES, planCampaign } from './plan';
import { runStorm } from './storm';

const SEEDS = 3;

/**
 * Runs the campaign of each seed (`--seed N` runs that one, `--seeds N` runs 1 to N) and prints a line per seed.
 * @returns whether every invariant held in all of them
 */
export async function run(args: readonly string[]): Promise<boolean> {
  await buildIfStale();
  const one = numberOption(args, 'seed', 0);
  const count = numberOption(args, 'seeds', SEEDS);
  const deliveries = numberOption(args, 'deliveries', DELIVERIES);
  const seeds = one > 0 ? [one] : Array.from({ length: count }, (_, i) => i + 1);
  let allOk = true;
  for (const seed of seeds) allOk = (await report(seed, deliveries)) && allOk;
  return allOk;
}

/** Runs one seed and prints the result. @returns whether every invariant held */
async function report(seed: number, deliveries: number): Promise<boolean> {
  try {
    const plan = planCampaign(seed, deliveries);
    const { invariants, acknowledged, unanswered, kills, takenUp } = await runStorm(seed, plan);
    const ok = acknowledged >= deliveries && Object.values(invariants).every((count) => count === 0);
    console.log(
      `seed ${seed}: ${acknowledged} deliveries of ${plan.stories.length} bookings acknowledged, ${unanswered} posted again; ${kills} kills; ${takenUp} taken up by cron`,
    );
    console.log(JSON.stringify({ chaos: 'webhooks', seed, invariants, ok }));
    return ok;
  } catch (error) {
    console.error(`seed ${seed} could not be run:`, error);
    return false;
  }
}
