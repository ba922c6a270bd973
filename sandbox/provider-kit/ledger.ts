import type { Exchange } from './exchange';

/** Every exchange of a simulator, in the order in which they were answered. */
export class Ledger {
  #exchanges: Exchange[] = [];
  #lastSeq = 0;

  nextSeq(): number {
    this.#lastSeq += 1;
    return this.#lastSeq;
  }

  add(exchange: Exchange): void {
    this.#exchanges.push(exchange);
  }

  /** @param operation all when absent */
  read(operation?: string): readonly Exchange[] {
    return operation === undefined
      ? this.#exchanges
      : this.#exchanges.filter((exchange) => exchange.operation === operation);
  }

  clear(): void {
    this.#exchanges = [];
  }
}
