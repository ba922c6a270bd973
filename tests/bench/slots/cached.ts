import { median, printFigure, printTable, rounded } from '@/tests/bench/support/figures';
import { type Client, createClient } from './client';
import { type Stage, slotsUrl } from './stage';

const CONNECTIONS = 16;
const WARM_UP_MS = 1_500;

interface Rate {
  perSecond: number;
  bytes: number;
}

/** Cached slots against a small authenticated route of the same server, in turns. That one reads the database too. */
export async function measureCached(stage: Stage, rounds: number, roundMs: number): Promise<void> {
  const [instance] = stage.instances;
  const ask = createClient(CONNECTIONS);
  const routes = [
    { name: 'cached slots', url: slotsUrl(stage, instance), rates: [] as Rate[] },
    { name: 'GET /api/auth/me', url: `${instance.url}/api/auth/me`, rates: [] as Rate[] },
  ] as const;
  for (const { url } of routes) await rateOf(ask, url, stage, WARM_UP_MS);
  for (let round = 0; round < rounds; round += 1)
    // Who goes first pays for what a pause has left cold: they take turns in that too.
    for (const { url, rates } of round % 2 === 0 ? routes : [...routes].reverse())
      rates.push(await rateOf(ask, url, stage, roundMs));

  const [cached, small] = routes.map(({ rates }) => rounded(median(rates.map(({ perSecond }) => perSecond))));
  printTable(
    `Requests per second over ${CONNECTIONS} connections, median of ${rounds} rounds of ${roundMs / 1000} s`,
    ['', 'requests/s', 'bytes', 'rounds'],
    routes.map(({ name, rates }, n) => [
      name,
      (n === 0 ? cached : small) ?? 0,
      rates[0]?.bytes ?? 0,
      rates.map(({ perSecond }) => rounded(perSecond)).join(' '),
    ]),
  );
  printFigure({
    bench: 'slots',
    figure: 'cached_requests_per_second',
    value: cached ?? Number.NaN,
    unit: '1/s',
    against: 'GET /api/auth/me',
    againstValue: small ?? Number.NaN,
  });
}

async function rateOf(ask: Client, url: string, { nextKey }: Stage, forMs: number): Promise<Rate> {
  const began = performance.now();
  let answered = 0;
  let bytes = 0;
  const connection = async () => {
    while (performance.now() - began < forMs) {
      const { text } = await ask({ url, key: nextKey() });
      answered += 1;
      bytes = text.length;
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  return { perSecond: (answered * 1000) / (performance.now() - began), bytes };
}
