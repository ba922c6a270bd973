import { median, printFigure, printTable, rounded } from '@/tests/bench/support/figures';
import { createClient } from './client';
import { EVENT_TYPE, type Stage, slotsUrl } from './stage';

const PROVIDER_MS = 1_000;

/** What a person waits for in Settings while the provider takes a second for every answer. */
export async function measureSlowProvider(stage: Stage, rounds: number): Promise<void> {
  const { calcom, connectionId, nextKey } = stage;
  const [instance] = stage.instances;
  const ask = createClient(1);
  const connection = `${instance.url}/api/connections/${connectionId}`;
  const provider: number[] = [];
  const measured = [
    {
      figure: 'save_ms',
      aim: 500,
      times: [] as number[],
      work: () => ask({ method: 'PATCH', url: connection, key: nextKey(), json: { settings: EVENT_TYPE } }),
    },
    // Saving clears the cached slots, so they are requested again.
    {
      figure: 'availability_ms',
      aim: 3_000,
      times: [] as number[],
      work: () => ask({ url: slotsUrl(stage, instance), key: nextKey() }),
    },
    {
      figure: 'event_types_ms',
      aim: 2_000,
      times: [] as number[],
      work: () => ask({ url: `${connection}/event-types?refresh=1`, key: nextKey() }),
    },
  ];
  // Every route has been loaded before it is measured.
  for (const { work } of measured) await work();
  await calcom.answerIn(PROVIDER_MS);
  for (let round = 0; round < rounds; round += 1) {
    provider.push((await ask({ url: `${calcom.url}/v2/me`, key: calcom.apiKey })).ms);
    for (const { times, work } of measured) times.push((await work()).ms);
  }
  await calcom.answerIn(0);

  printTable(
    `While the provider takes ${PROVIDER_MS} ms per answer, ${rounds} rounds`,
    ['', 'median ms', 'worst ms', 'aim ms'],
    measured.map(({ figure, aim, times }) => [figure, rounded(median(times)), rounded(Math.max(...times)), aim]),
  );
  for (const { figure, times } of measured)
    printFigure({
      bench: 'slots',
      figure,
      value: rounded(Math.max(...times)),
      unit: 'ms',
      against: "the provider's own answer",
      againstValue: rounded(median(provider)),
    });
}
