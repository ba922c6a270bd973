/** Thrown out of every wait of a scope that was interrupted; `reason` says by what. */
export class Interrupted extends Error {
  constructor(readonly reason: string) {
    super(`interrupted: ${reason}`);
  }
}

/**
 * A lifetime that can be cut short. Waits made through it end with `Interrupted` when it or any scope above it is
 * interrupted, and their timers go with them, so stopping the root stops everything.
 */
export class Scope {
  #interrupted: Interrupted | null = null;
  readonly #listeners = new Set<(interruption: Interrupted) => void>();
  readonly #detach: () => void;

  constructor(parent?: Scope) {
    this.#detach = parent ? parent.onInterrupt((interruption) => this.interrupt(interruption.reason)) : () => {};
  }

  child(): Scope {
    return new Scope(this);
  }

  get isInterrupted(): boolean {
    return this.#interrupted !== null;
  }

  /** Ends every wait under this scope; the first reason stays. */
  interrupt(reason: string): void {
    if (this.#interrupted) return;
    this.#interrupted = new Interrupted(reason);
    this.#detach();
    for (const listener of [...this.#listeners]) listener(this.#interrupted);
    this.#listeners.clear();
  }

  /** Calls back once on interruption (at once if it has happened); returns the way to withdraw. */
  onInterrupt(listener: (interruption: Interrupted) => void): () => void {
    if (this.#interrupted) {
      listener(this.#interrupted);
      return () => {};
    }
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  throwIfInterrupted(): void {
    if (this.#interrupted) throw this.#interrupted;
  }

  /** Waits `milliseconds` of real time. */
  sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        withdraw();
        resolve();
      }, milliseconds);
      const withdraw = this.onInterrupt((interruption) => {
        clearTimeout(timer);
        reject(interruption);
      });
    });
  }

  /** The promise's own end, or `Interrupted`, whichever comes first. */
  race<T>(promise: Promise<T>): Promise<T> {
    return new Promise((resolve, reject) => {
      const withdraw = this.onInterrupt(reject);
      promise.then(
        (value) => {
          withdraw();
          resolve(value);
        },
        (error: unknown) => {
          withdraw();
          reject(error);
        },
      );
    });
  }

  /** Whether the promise settles within `milliseconds`; the timer goes when it does. */
  async within(promise: Promise<unknown>, milliseconds: number): Promise<boolean> {
    const timer = this.child();
    try {
      return await this.race(Promise.race([promise.then(() => true), timer.sleep(milliseconds).then(() => false)]));
    } finally {
      timer.interrupt('no longer needed');
    }
  }
}
