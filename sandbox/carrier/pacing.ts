/**
 * Releases queued calls at a fixed rate: the first at once, each next one `1/callsPerSecond` later. Without a rate
 * all go through at once.
 */
export class Pacer<T> {
  #queue: T[] = [];
  #head = 0;
  #withdrawn = new Set<T>();
  #nextAt = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(
    private callsPerSecond: number | null,
    private readonly release: (item: T) => void,
  ) {}

  /** How many wait for their turn. */
  get waiting(): number {
    return this.#queue.length - this.#head - this.#withdrawn.size;
  }

  setPace(callsPerSecond: number | null): void {
    this.callsPerSecond = callsPerSecond;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#nextAt = 0;
    this.#drain();
  }

  add(item: T): void {
    this.#queue.push(item);
    if (!this.#timer) this.#drain();
  }

  withdraw(item: T): void {
    this.#withdrawn.add(item);
  }

  clear(): void {
    this.#queue = [];
    this.#head = 0;
    this.#withdrawn.clear();
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
  }

  #take(): T | undefined {
    while (this.#head < this.#queue.length) {
      const item = this.#queue[this.#head];
      this.#head += 1;
      if (item !== undefined && !this.#withdrawn.delete(item)) return item;
    }
    this.#queue = [];
    this.#head = 0;
    return undefined;
  }

  #drain(): void {
    this.#timer = null;
    for (;;) {
      if (this.#head >= this.#queue.length) return;
      const wait = this.callsPerSecond === null ? 0 : this.#nextAt - performance.now();
      if (wait > 0) {
        this.#timer = setTimeout(() => this.#drain(), Math.ceil(wait));
        return;
      }
      const item = this.#take();
      if (item === undefined) return;
      if (this.callsPerSecond !== null) {
        this.#nextAt = Math.max(this.#nextAt, performance.now() - 5) + 1000 / this.callsPerSecond;
      }
      this.release(item);
    }
  }
}
