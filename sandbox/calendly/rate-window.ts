/** Limits requests per key in windows that start with the first request. */
export class RateWindow {
  readonly #windowMs: number;
  readonly #windows = new Map<string, { endsAt: number; count: number }>();

  constructor(windowSeconds: number) {
    this.#windowMs = windowSeconds * 1000;
  }

  /** Counts one. */
  pass(key: string, limit: number, now: number): { allowed: boolean; remaining: number; resetSeconds: number } {
    let window = this.#windows.get(key);
    if (!window || window.endsAt <= now) {
      window = { endsAt: now + this.#windowMs, count: 0 };
      this.#windows.set(key, window);
    }
    window.count += 1;
    return {
      allowed: window.count <= limit,
      remaining: Math.max(0, limit - window.count),
      resetSeconds: Math.ceil((window.endsAt - now) / 1000),
    };
  }

  clear(): void {
    this.#windows.clear();
  }
}
