import { percentile, printFigure, printTable, rounded } from '@/tests/bench/support/figures';
import { createClient } from './client';
import { type Stage, slotsUrl } from './stage';

/** Operation of the simulator's ledger. */
const SLOTS = 'slots.list';

/** Everybody asks at once for slots that nobody has asked for before, half of them at each instance. */
export async function measureCold(stage: Stage, asks: number, rounds: number): Promise<void> {
  const ask = createClient(asks);
  const upstream: number[] = [];
  const rows: (string | number)[][] = [];
  await stage.calcom.answerIn(1_000);
  for (let round = 0; round < rounds; round += 1) {
    const before = await stage.calcom.asked(SLOTS);
    // Another range every round: nothing of it is cached.
    const days = 30 - round;
    const answers = await Promise.all(
      Array.from({ length: asks }, (_, n) =>
        ask({ url: slotsUrl(stage, stage.instances[n % 2 === 0 ? 0 : 1], days), key: stage.nextKey() }),
      ),
    );
    const calls = (await stage.calcom.asked(SLOTS)) - before;
    upstream.push(calls);
    const times = answers.map(({ ms }) => ms);
    rows.push([
      `round ${round + 1}`,
      answers.length,
      calls,
      rounded(percentile(times, 0.5)),
      rounded(percentile(times, 1)),
    ]);
  }
  await stage.calcom.answerIn(0);
  printTable(
    `${asks} simultaneous cold requests on two instances, the provider answers in 1 s`,
    ['', 'answered', 'upstream calls', 'p50 ms', 'last ms'],
    rows,
  );
  printFigure({
    bench: 'slots',
    figure: 'cold_upstream_calls',
    value: Math.max(...upstream),
    unit: 'calls',
    against: 'pages of data',
    againstValue: 1,
  });
}
