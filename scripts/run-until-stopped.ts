import { onStopSignal } from './stop-signals';

interface Running {
  stop(): Promise<void>;
}

/**
 * Starts something, keeps it until Ctrl-C, until `run` ends or until something fails, stops it, and exits: with `run`'s
 * exit code, 0 if stopped by hand, 1 on failure. A second Ctrl-C exits without cleaning up.
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
    // Exit handlers end the processes that were started.
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

/** The messages of an error and its causes, without stacks and SQL parameters. */
function sentencesOf(error: unknown): string[] {
  if (!(error instanceof Error)) return [String(error)];
  const [sentence = ''] = error.message.split('\nparams:');
  return [sentence, ...(error.cause === undefined ? [] : sentencesOf(error.cause))];
}
