const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const LOOK_EVERY_MS = 500;

/**
 * Calls back for each request to stop: Ctrl-C, a signal, or the end of the npm that started us. The shell between npm and
 * us does not forward signals, so without this a stopped npm would leave us running.
 */
export function onStopSignal(stop: (signal: NodeJS.Signals) => void): void {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid !== parent) ask('SIGTERM');
  }, LOOK_EVERY_MS);
  watch.unref();
  // Started without npm, we may be meant to outlive our parent.
  if (!process.env.npm_lifecycle_event) clearInterval(watch);

  const ask = (signal: NodeJS.Signals) => {
    // After Ctrl-C npm ends as well; that is not a second request.
    clearInterval(watch);
    stop(signal);
  };
  for (const signal of SIGNALS) process.on(signal, () => ask(signal));
}
