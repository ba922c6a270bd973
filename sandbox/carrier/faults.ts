import { seededRandom } from './seeded-random';

/** What a fault does to a request of the API. */
type RequestFault =
  | 'refuse-500'
  | 'refuse-429'
  | 'slow-before'
  | 'reset-before'
  | 'accept-then-timeout'
  | 'accept-then-500'
  | 'accept-then-reset'
  | 'slow-after';
/** What a fault does to a callback. */
type CallbackFault = 'callback-duplicate' | 'callback-reorder' | 'callback-lost' | 'callback-delay';
type FaultKind = RequestFault | CallbackFault;

/** A fault to commit: on what, how often, how hard. */
export interface FaultRule {
  readonly kind: FaultKind;
  /**
   * The operation it strikes: `calls.create` (default for request faults), `calls.list`, `calls.fetch`, `calls.update`,
   * `recordings.create`, `messages.create`, …, or `any`. For callbacks: the reported status (`completed`, …) or `any`.
   */
  readonly on?: string;
  /** Only for this number (the called one). */
  readonly to?: string;
  /** 0 to 1; drawn from the seeded generator. Default 1. */
  readonly probability?: number;
  /** Strikes at most so many times. Default: no limit. */
  readonly count?: number;
  /** For the slow, delayed and reordered ones. */
  readonly delayMs?: number;
  readonly retryAfterSeconds?: number;
}

export interface ActiveFault extends FaultRule {
  readonly id: number;
  struck: number;
}

const REQUEST_FAULTS: readonly string[] = [
  'refuse-500',
  'refuse-429',
  'slow-before',
  'reset-before',
  'accept-then-timeout',
  'accept-then-500',
  'accept-then-reset',
  'slow-after',
];
const CALLBACK_FAULTS: readonly string[] = [
  'callback-duplicate',
  'callback-reorder',
  'callback-lost',
  'callback-delay',
];

export function isFaultKind(kind: unknown): kind is FaultKind {
  return typeof kind === 'string' && (REQUEST_FAULTS.includes(kind) || CALLBACK_FAULTS.includes(kind));
}

/** The faults in force and their dice. */
export class Faults {
  rules: ActiveFault[] = [];
  #random = seededRandom(1);
  #lastId = 0;

  add(rule: FaultRule): number {
    this.#lastId += 1;
    this.rules.push({ ...rule, id: this.#lastId, struck: 0 });
    return this.#lastId;
  }

  seed(seed: number): void {
    this.#random = seededRandom(seed);
  }

  clear(): void {
    this.rules = [];
  }

  /** The faults that strike this request; each one counted as struck. */
  onRequest(operation: string, to: string | null): ActiveFault[] {
    if (this.rules.length === 0) return [];
    return this.#strike(REQUEST_FAULTS, (on) => on === 'any' || (on ?? 'calls.create') === operation, to);
  }

  /** The faults that strike this callback; each one counted as struck. */
  onCallback(status: string, to: string | null): ActiveFault[] {
    if (this.rules.length === 0) return [];
    return this.#strike(CALLBACK_FAULTS, (on) => (on ?? 'any') === 'any' || on === status, to);
  }

  #strike(kinds: readonly string[], concerns: (on: string | undefined) => boolean, to: string | null): ActiveFault[] {
    return this.rules.filter((rule) => {
      if (!kinds.includes(rule.kind) || !concerns(rule.on)) return false;
      if (rule.to !== undefined && rule.to !== to) return false;
      if (rule.count !== undefined && rule.struck >= rule.count) return false;
      if (rule.probability !== undefined && this.#random() >= rule.probability) return false;
      rule.struck += 1;
      return true;
    });
  }
}
