import { buildIfStale } from '@/sandbox/world/build-if-stale';
import { numberOption } from '@/tests/support/outside/options';
import { BOOKINGS, planCampaign } from './plan';
import { runStorm } from './storm';
import { raceTokens } from './token-race';

const SEEDS = 5;

/**
 * Runs the campaign of each seed (`--seed N` runs that one, `--seeds N` runs 1 to N) and prints a line per seed.
 * @returns whether every invariant held in all of them
 */
export async function run(args: readonly string[]): Promise<boolean> {
  await buildIfStale();
  const one = numberOption(args, 'seed', 0);
  const count = numberOption(args, 'seeds', SEEDS);
  const bookings = numberOption(args, 'bookings', BOOKINGS);
  const seeds = one > 0 ? [one] : Array.from({ length: count }, (_, i) => i + 1);
  let allOk = true;
  for (const seed of seeds) allOk = (await report(seed, bookings)) && allOk;
  return allOk;
}

/** Runs one seed and prints the result. @returns whether every invariant held */
async function report(seed: number, bookings: number): Promise<boolean> {
  try {
    const [result, race] = await Promise.all([runStorm(seed, planCampaign(seed, bookings)), raceTokens()]);
    const { quietAfterMs, kills, killsBeforeCommit } = result;
    const invariants = {
      ...result.invariants,
      ...race.invariants,
      connectionsLost: result.invariants.connectionsLost + race.invariants.connectionsLost,
    };
    // A storm in which nobody was booked says nothing.
    const isTold = Object.keys(result.endings).some((ending) => ending.includes('synced'));
    const ok = isTold && quietAfterMs !== null && Object.values(invariants).every((count) => count === 0);
    const quiet = quietAfterMs === null ? 'never quiet' : `quiet after ${Math.round(quietAfterMs / 1000)} s`;
    console.log(`seed ${seed}: ${kills} kills, ${killsBeforeCommit} of them between write and commit; ${quiet}`);
    console.log(`  tokens lost to a kill after the provider renewed them, reported once: ${race.mustReconnect}`);
    console.log(`  ${told(result.endings)}`);
    console.log(`  ${told(result.answers)}`);
    console.log(JSON.stringify({ chaos: 'calendars', seed, invariants, mustReconnect: race.mustReconnect, ok }));
    return ok;
  } catch (error) {
    console.error(`seed ${seed} could not be run:`, error);
    return false;
  }
}

function told(counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .map(([what, count]) => `${count} ${what}`)
    .join(', ');
}
