import { buildIfStale } from '@/sandbox/world/build-if-stale';
import { UndoStack } from '@/sandbox/world/undo-stack';
import { numberOption } from '@/tests/support/outside/options';
import { measureCached } from './cached';
import { measureCold } from './cold';
import { measureSlowProvider } from './slow-provider';
import { setStage } from './stage';

/** Free slots: from the cache, asked for by a thousand at once, and with a provider that takes its time. */
export async function run(args: readonly string[]): Promise<void> {
  const rounds = numberOption(args, 'rounds', 3);
  const roundMs = numberOption(args, 'round-ms', 2_000);
  const asks = numberOption(args, 'asks', 1_000);
  await buildIfStale();
  const undo = new UndoStack();
  try {
    const stage = await setStage(undo);
    await measureSlowProvider(stage, rounds);
    await measureCold(stage, asks, rounds);
    // Short rounds in quick turns: what else runs on the machine weighs on both alike.
    await measureCached(stage, rounds * 2, roundMs);
  } finally {
    await undo.undo();
  }
}
