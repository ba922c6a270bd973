/** How long a request to the customer may take, in milliseconds. */
export interface TimeLimits {
  readonly connectMs: number;
  readonly readMs: number;
  readonly totalMs: number;
}

interface Patience {
  /** The connection stands: from here the time to answer runs. */
  connected(): void;
  stop(): void;
}

/** Calls `giveUp` with what took too long, unless stopped before. */
export function startPatience(limits: TimeLimits, giveUp: (what: string) => void): Patience {
  const timers = new Set<NodeJS.Timeout>();
  const arm = (what: string, milliseconds: number): (() => void) => {
    const due = performance.now() + milliseconds;
    let timer = setTimeout(() => {
      timers.delete(timer);
      // The carrier's own lag is not the customer's: what has arrived meanwhile is read before giving up.
      timer = setTimeout(() => giveUp(what), performance.now() - due);
      timers.add(timer);
    }, milliseconds);
    timers.add(timer);
    return () => clearTimeout(timer);
  };
  arm('the request', limits.totalMs);
  let disarm = arm('connecting', limits.connectMs);
  return {
    connected: () => {
      disarm();
      disarm = arm('reading', limits.readMs);
    },
    stop: () => {
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
