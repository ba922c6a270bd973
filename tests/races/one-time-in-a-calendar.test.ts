import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenConnection, Slot } from '@/lib/calendars/port';
import type { ProviderModule } from '@/lib/calendars/provider-module';
import { googleWorld } from '@/tests/support/google';
import { graphWorld } from '@/tests/support/graph';

interface Scene {
  module: ProviderModule;
  connection(): OpenConnection;
  /** Starts of the live events. */
  held(): number[];
  close(): Promise<void>;
}

async function google(): Promise<Scene> {
  const world = await googleWorld();
  const live = () => world.google.control.events().filter(({ status }) => status !== 'cancelled');
  return { ...world, held: () => live().map(({ start }) => Date.parse(start.dateTime ?? '')) };
}

async function outlook(): Promise<Scene> {
  const world = await graphWorld();
  const live = () => world.graph.control.events().filter(({ deleted }) => !deleted);
  return { ...world, held: () => live().map(({ start }) => start.getTime()) };
}

const visitor = { name: 'Ada', email: 'ada@visitors.test', timeZone: 'UTC', phone: null, notes: null };
const shifted = ({ start, end }: Slot, minutes: number) => ({
  start: new Date(start.getTime() + minutes * 60_000),
  end: new Date(end.getTime() + minutes * 60_000),
});

describe.each([
  ['Google', google],
  ['Outlook', outlook],
])('one time in a %s calendar that several organizations connected', (_, open) => {
  let scene: Scene;
  let slots: Slot[];
  beforeAll(async () => {
    scene = await open();
    const from = new Date();
    const range = { from, to: new Date(from.getTime() + 10 * 86_400_000) };
    slots = await scene.module.provider.availableSlots(scene.connection(), range, 'UTC');
  });
  afterAll(() => scene.close());
  const nth = (n: number) => slots[n] ?? expect.unreachable();

  it('is given to one of many who ask at once, each through a connection of his own', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, (__, i) =>
        scene.module.provider.book(scene.connection(), nth(0), visitor, `bk_race${i}`),
      ),
    );
    expect(answers.filter(({ kind }) => kind === 'booked')).toHaveLength(1);
    expect(answers.filter(({ kind }) => kind === 'slot_taken')).toHaveLength(19);
    expect(scene.held()).toEqual([nth(0).start.getTime()]);
  });

  it('goes to one, too, where times only overlap, or somebody moves into it', async () => {
    const { bookings, provider } = scene.module;
    const mover = scene.connection();
    const moved = await provider.book(mover, nth(8), visitor, 'bk_mover');
    if (moved.kind !== 'booked' || !bookings) throw new Error('not booked');
    const answers = await Promise.all([
      provider.book(scene.connection(), nth(4), visitor, 'bk_a'),
      provider.book(scene.connection(), shifted(nth(4), 15), visitor, 'bk_b'),
      provider.book(scene.connection(), shifted(nth(4), -15), visitor, 'bk_c'),
      bookings.reschedule(mover, moved.externalId, nth(4)),
    ]);
    // Half an hour has room for one; its neighbours a quarter of an hour away do not overlap each other.
    const times = scene.held().sort((a, b) => a - b);
    for (const [i, start] of times.entries()) {
      const before = times[i - 1];
      if (before !== undefined) expect(start - before).toBeGreaterThanOrEqual(30 * 60_000);
    }
    expect(answers.filter(({ kind }) => kind === 'booked' || kind === 'moved').length).toBeGreaterThanOrEqual(1);
  });
});
