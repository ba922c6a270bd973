import type { Faults } from './faults';

/** One webhook on its way. */
export interface Delivery {
  /** Name of the event, for fault rules. */
  readonly event: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** Exactly these bytes are sent and were signed. */
  readonly body: string;
}

/** What became of an attempt; status 0: nobody answered. */
export interface DeliveryRecord extends Delivery {
  readonly sentAt: string;
  readonly status: number;
}

interface WebhookOutboxOptions {
  faults: Faults;
  /** A receiver that answers none is left after so long (10,000). */
  timeoutMs?: number;
  /** Receives each answer, e.g. to switch off a subscription that answers 410. */
  onAnswered?: (record: DeliveryRecord) => void;
}

const REORDER_MS = 150;

/** Sends webhooks, and loses, repeats, delays or swaps them when a fault says so. */
export class WebhookOutbox {
  readonly #options: WebhookOutboxOptions;
  readonly #underWay = new Set<Promise<void>>();
  readonly #timers = new Map<NodeJS.Timeout, () => void>();
  #records: DeliveryRecord[] = [];
  #stopped = false;

  constructor(options: WebhookOutboxOptions) {
    this.#options = options;
  }

  /** Every attempt so far, in the order of the answers. */
  get records(): readonly DeliveryRecord[] {
    return this.#records;
  }

  /** Sends without being waited for. */
  send(delivery: Delivery): void {
    const { faults } = this.#options;
    if (this.#stopped || faults.onDelivery('webhook-lost', delivery.event)) return;
    const late = faults.onDelivery('webhook-delay', delivery.event);
    const swapped = faults.onDelivery('webhook-reorder', delivery.event);
    const delayMs = late ? (late.delayMs ?? 1000) : swapped ? (swapped.delayMs ?? REORDER_MS) : 0;
    const copies = faults.onDelivery('webhook-duplicate', delivery.event) ? 2 : 1;
    for (let i = 0; i < copies; i += 1) this.#track(this.#attempt(delivery, delayMs));
  }

  /** Resolves when nothing is under way any more. */
  async idle(): Promise<void> {
    while (this.#underWay.size > 0) await Promise.all(this.#underWay);
  }

  clear(): void {
    this.#records = [];
  }

  /** Gives up whatever waits. */
  stop(): void {
    this.#stopped = true;
    for (const [timer, wake] of this.#timers) {
      clearTimeout(timer);
      wake();
    }
    this.#timers.clear();
  }

  #track(attempt: Promise<void>): void {
    const tracked = attempt.finally(() => this.#underWay.delete(tracked));
    this.#underWay.add(tracked);
  }

  async #attempt(delivery: Delivery, delayMs: number): Promise<void> {
    if (delayMs > 0) await this.#pause(delayMs);
    if (this.#stopped) return;
    const sentAt = new Date().toISOString();
    const status = await post(delivery, this.#options.timeoutMs ?? 10_000);
    const record = { ...delivery, sentAt, status };
    this.#records.push(record);
    this.#options.onAnswered?.(record);
  }

  #pause(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        resolve();
      }, milliseconds);
      this.#timers.set(timer, resolve);
    });
  }
}

async function post(delivery: Delivery, timeoutMs: number): Promise<number> {
  try {
    const response = await fetch(delivery.url, {
      method: 'POST',
      headers: delivery.headers,
      body: delivery.body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return 0;
  }
}
