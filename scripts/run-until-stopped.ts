import { onStopSignal } from './stop-signals';

interface Running {
  stop(): Promise<void>;
}

/**
 * Starts something, keeps it until Ctrl-C (or until `run` ends, or something fails), stops it and ends the process: with
 * the exit code that `run` gives, 0 when it was stopped by hand, 1 when something failed. Whoever asks twice does not
 * wait for a clean end.
 * @param run what to do while it runs; never settling means until stopped
 */
export async function runUntilStopped<R extends Running>(
  start: () => Promise<R>,
  run: (running: R) => Promise<number>,
): Promise<never> {
  let asked = 0;
  let stopByHand: (value: 0) => void = () => undefined;
  const stopped = new Promise<0>((resolve) => {
    stopByHand = resolve;
  });
  onStopSignal(() => {
    asked += 1;
    // What was started ends with the process, by the exit handlers of those who started it.
    if (asked > 1) process.exit(1);
    stopByHand(0);
  });

  try {
    const running = await Promise.race([start(), stopped]);
    if (running === 0) process.exit(0);
    try {
      process.exitCode = await Promise.race([stopped, run(running)]);
    } finally {
      await running.stop();
    }
  } catch (error) {
    console.error(sentencesOf(error).join('\n'));
    process.exit(1);
  }
  process.exit();
}

/** What went wrong and what caused it, without what would hide it: stacks, and the parameters of statements. */
function sentencesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [String(error)];
  const [sentence = ''] = error.message.split('\nparams:');
  return [sentence, ...(error.cause === undefined ? [] : sentencesOf(error.cause))];
}
