import type { Clock } from '@/lib/core/clock';

/** A clock that stands still until a test moves it. */
export class TestClock implements Clock {
  #now: number;
  #sleepers: { until: number; wake: () => void }[] = [];

  constructor(now: Date) {
    this.#now = now.getTime();
  }

  now(): Date {
    return new Date(this.#now);
  }

  /** How many wait for this clock to move. */
  get sleeping(): number {
    return this.#sleepers.length;
  }

  elapsed(): number {
    return this.#now;
  }

  /** Moves to an instant and wakes sleepers that waited until then. */
  set(instant: Date): void {
    this.#now = instant.getTime();
    const due = this.#sleepers.filter(({ until }) => until <= this.#now);
    this.#sleepers = this.#sleepers.filter(({ until }) => until > this.#now);
    for (const { wake } of due) wake();
  }

  advance(milliseconds: number): void {
    this.set(new Date(this.#now + milliseconds));
  }

  sleepUntil(instant: Date, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason);
      if (instant.getTime() <= this.#now) return resolve();
      const sleeper = { until: instant.getTime(), wake: resolve };
      this.#sleepers.push(sleeper);
      signal?.addEventListener('abort', () => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        reject(signal.reason);
      });
    });
  }
}
