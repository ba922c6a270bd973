import { seededRandom } from '@/sandbox/carrier/seeded-random';
import type { SimulatedRequest } from './request';

/** What the server itself can do to any request. `status` and `drop` change nothing; the `commit-…` ones act first. */
export type ServerFault =
  | 'status'
  | 'block'
  | 'drop'
  | 'delay-before'
  | 'delay-after'
  | 'commit-then-500'
  | 'commit-then-drop'
  | 'commit-then-timeout';
/** What the outgoing webhooks may suffer. */
type DeliveryFault = 'webhook-lost' | 'webhook-duplicate' | 'webhook-delay' | 'webhook-reorder';
/** Kinds that a simulator's own handlers commit, e.g. `stale-read` or `slot-taken`. */
export type FaultKind = ServerFault | DeliveryFault | (string & {});

/** A fault to commit: on what, how often, how hard. Absent conditions hold for everything. */
export interface FaultRule {
  readonly kind: FaultKind;
  /** Name of the route; for deliveries, of the event. */
  readonly operation?: string;
  readonly method?: string;
  /** The whole path, or its beginning when it ends in `*`. */
  readonly path?: string;
  /** Text that the request's query or body contains. */
  readonly containing?: string;
  /** Strikes from the n-th fitting request on (1 is the first). */
  readonly nth?: number;
  /** How often it strikes at most. Default: no limit. */
  readonly count?: number;
  /** 0 to 1; drawn from the seeded generator. Default 1. */
  readonly probability?: number;
  /** `status`: what is answered (500). */
  readonly status?: number;
  /** `status`: the body, instead of the provider's usual one. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** `delay-…`, `webhook-delay`, `webhook-reorder`. */
  readonly delayMs?: number;
  /** `block`: how long everything is answered 429 (60). */
  readonly seconds?: number;
}

export interface StruckFault extends FaultRule {
  readonly id: number;
}

interface ActiveFault extends FaultRule {
  readonly id: number;
  fitting: number;
  struck: number;
}

/** The faults in force and their dice. */
export class Faults {
  #rules: ActiveFault[] = [];
  #random = seededRandom(1);
  #lastId = 0;

  get rules(): readonly StruckFault[] {
    return this.#rules;
  }

  add(rule: FaultRule): number {
    this.#lastId += 1;
    this.#rules.push({ ...rule, id: this.#lastId, fitting: 0, struck: 0 });
    return this.#lastId;
  }

  seed(seed: number): void {
    this.#random = seededRandom(seed);
  }

  clear(): void {
    this.#rules = [];
  }

  /** The first fault of these kinds that strikes the request. It is counted as struck. */
  onRequest(kinds: readonly FaultKind[], operation: string, request: SimulatedRequest): StruckFault | null {
    const text = () => `${request.query} ${request.raw}`;
    return this.#strike(
      kinds,
      (rule) =>
        (rule.operation === undefined || rule.operation === operation) &&
        (rule.method === undefined || rule.method === request.method) &&
        (rule.path === undefined || fits(rule.path, request.path)) &&
        (rule.containing === undefined || text().includes(rule.containing)),
    );
  }

  /** The first fault of this kind that strikes a webhook. It is counted as struck. */
  onDelivery(kind: DeliveryFault, event: string): StruckFault | null {
    return this.#strike([kind], (rule) => rule.operation === undefined || rule.operation === event);
  }

  #strike(kinds: readonly FaultKind[], concerns: (rule: FaultRule) => boolean): StruckFault | null {
    for (const rule of this.#rules) {
      if (!kinds.includes(rule.kind) || !concerns(rule)) continue;
      rule.fitting += 1;
      if (rule.nth !== undefined && rule.fitting < rule.nth) continue;
      if (rule.count !== undefined && rule.struck >= rule.count) continue;
      if (rule.probability !== undefined && this.#random() >= rule.probability) continue;
      rule.struck += 1;
      return rule;
    }
    return null;
  }
}

function fits(pattern: string, path: string): boolean {
  return pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : pattern === path;
}
