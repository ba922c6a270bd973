/** What a request costs its sender. */
interface Passage {
  readonly allowed: boolean;
  /** The three headers of every answer. */
  readonly headers: Readonly<Record<string, string>>;
}

interface Window {
  endsAt: number;
  count: number;
  blockedUntil: number;
}

const WINDOW_MS = 60_000;
const BLOCK_MS = 60_000;

/** Limits requests per minute and sender; a sender above the limit is refused for a minute. */
export class RateLimiter {
  readonly #limit: number;
  readonly #windows = new Map<string, Window>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  pass(sender: string, now: number): Passage {
    let window = this.#windows.get(sender);
    if (!window || (window.endsAt <= now && window.blockedUntil <= now)) {
      window = { endsAt: now + WINDOW_MS, count: 0, blockedUntil: 0 };
      this.#windows.set(sender, window);
    }
    if (window.blockedUntil > now) return { allowed: false, headers: this.#headers(0, window.blockedUntil - now) };
    window.count += 1;
    if (window.count > this.#limit) {
      window.blockedUntil = now + BLOCK_MS;
      return { allowed: false, headers: this.#headers(0, BLOCK_MS) };
    }
    return { allowed: true, headers: this.#headers(this.#limit - window.count, window.endsAt - now) };
  }

  clear(): void {
    this.#windows.clear();
  }

  #headers(remaining: number, leftMs: number): Record<string, string> {
    return {
      'X-RateLimit-Limit-Default': String(this.#limit),
      'X-RateLimit-Remaining-Default': String(remaining),
      'X-RateLimit-Reset-Default': String(Math.ceil(leftMs / 1000)),
    };
  }
}
