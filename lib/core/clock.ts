/** Where the time comes from. Commands get `now` as data; only loops take a clock. */
export interface Clock {
  now(): Date;
  /** Resolves at `instant`, at once when it has passed; rejects with the signal's reason when aborted. */
  sleepUntil(instant: Date, signal?: AbortSignal): Promise<void>;
  /** Milliseconds from an arbitrary origin, for durations; unaffected by clock changes. */
  elapsed(): number;
}

const MAX_TIMER_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => new Date(),
  elapsed: () => performance.now(),
  sleepUntil(instant, signal) {
    return new Promise((resolve, reject) => {
      const wake = () => {
        const left = instant.getTime() - Date.now();
        if (left <= 0) return finish();
        timer = setTimeout(wake, Math.min(left, MAX_TIMER_MS));
      };
      const abort = () => {
        clearTimeout(timer);
        reject(signal?.reason);
      };
      const finish = () => {
        signal?.removeEventListener('abort', abort);
        resolve();
      };
      let timer: ReturnType<typeof setTimeout> | undefined;
      if (signal?.aborted) return reject(signal.reason);
      signal?.addEventListener('abort', abort, { once: true });
      wake();
    });
  },
};
