/** Limits requests per user in any minute: a sliding window. */
export class QuotaWindow {
  readonly #limit: number;
  readonly #passed = new Map<string, number[]>();

  constructor(requestsPerMinute: number) {
    this.#limit = requestsPerMinute;
  }

  pass(user: string, now: number): boolean {
    const recent = (this.#passed.get(user) ?? []).filter((at) => at > now - 60_000);
    const allowed = recent.length < this.#limit;
    if (allowed) recent.push(now);
    this.#passed.set(user, recent);
    return allowed;
  }

  clear(): void {
    this.#passed.clear();
  }
}
