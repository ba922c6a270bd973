import type { Plan, User } from './model';
import { RateWindow } from './rate-window';

const REQUESTS_A_MINUTE: Readonly<Record<Plan, number>> = {
  enterprise: 500,
  paid: 500,
  trial: 500,
  free: 50,
  without_api: 50,
};

/** Bookings by API: [seconds, how many]. */
const BOOKINGS: Readonly<Record<Plan, readonly (readonly [number, number])[]>> = {
  enterprise: [[60, 500]],
  paid: [
    [60, 10],
    [3600, 50],
    [86_400, 100],
  ],
  trial: [[86_400, 5]],
  free: [[86_400, 5]],
  without_api: [],
};

const TOKEN_REQUESTS_A_MINUTE = 8;

/** The rates of a user, shared by all apps. */
export class Limits {
  readonly #requests = new RateWindow(60);
  readonly #tokens = new RateWindow(60);
  readonly #bookings = new Map<number, RateWindow>();

  /** Counts a request. `headers` go on every answer. */
  request(user: User, now: number): { allowed: boolean; headers: Record<string, string> } {
    const limit = REQUESTS_A_MINUTE[user.plan];
    const passed = this.#requests.pass(user.uuid, limit, now);
    return { allowed: passed.allowed, headers: headersOf(limit, passed) };
  }

  /** Counts a request to book; null while it is within all caps, else the headers of the refusal. */
  booking(user: User, now: number): Record<string, string> | null {
    for (const [seconds, limit] of BOOKINGS[user.plan]) {
      const window = this.#bookings.get(seconds) ?? new RateWindow(seconds);
      this.#bookings.set(seconds, window);
      const passed = window.pass(user.uuid, limit, now);
      if (!passed.allowed) return headersOf(limit, passed);
    }
    return null;
  }

  /** Counts a request for tokens. */
  token(userId: string, now: number): boolean {
    return this.#tokens.pass(userId, TOKEN_REQUESTS_A_MINUTE, now).allowed;
  }

  clear(): void {
    this.#requests.clear();
    this.#tokens.clear();
    this.#bookings.clear();
  }
}

function headersOf(limit: number, passed: { remaining: number; resetSeconds: number }): Record<string, string> {
  return {
    'X-RateLimit-Limit': String(limit),
    'X-RateLimit-Remaining': String(passed.remaining),
    'X-RateLimit-Reset': String(passed.resetSeconds),
  };
}
