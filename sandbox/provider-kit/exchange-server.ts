import type { ServerResponse } from 'node:http';
import { type Answer, json, render } from './answer';
import { type Exchange, recordExchange } from './exchange';
import type { Faults, ServerFault, StruckFault } from './faults';
import type { Ledger } from './ledger';
import type { SimulatedRequest } from './request';
import type { Call, Match, Router } from './router';

export interface ExchangeServerOptions {
  name: string;
  router: Router;
  faults: Faults;
  ledger: Ledger;
  /** Runs around each routed request: rates, credentials, headers. Default: just the handler. */
  around?: (call: Call, handle: () => Promise<Answer>) => Promise<Answer>;
  /** The provider's usual error body, for faults and unknown addresses. */
  refuse?: (status: number, request: SimulatedRequest, message: string) => Answer;
  /** Headers of the 429 while everything is blocked. Default: `Retry-After`. */
  blockHeaders?: (secondsLeft: number) => Readonly<Record<string, string>>;
  /** Receives every exchange, before its answer leaves. */
  onExchange?: (exchange: Exchange) => void;
}

const BEFORE: readonly ServerFault[] = ['drop', 'status', 'block'];
const AFTER: readonly ServerFault[] = ['commit-then-500', 'commit-then-drop', 'commit-then-timeout'];

/** Answers requests: faults that strike first, the handler, faults that strike its answer. Everything is put on record. */
export class ExchangeServer {
  readonly #options: ExchangeServerOptions;
  readonly #refuse: NonNullable<ExchangeServerOptions['refuse']>;
  readonly #timers = new Set<NodeJS.Timeout>();
  #blockedUntil = 0;

  constructor(options: ExchangeServerOptions) {
    this.#options = options;
    this.#refuse = options.refuse ?? ((status, _request, message) => json(status, { message }));
  }

  async serve(request: SimulatedRequest, response: ServerResponse): Promise<void> {
    const { router, faults, ledger } = this.#options;
    const match = router.find(request.method, request.path);
    const operation = match?.operation ?? 'none';
    const strike = (kinds: readonly string[]) => faults.onRequest(kinds, operation, request);
    const seq = ledger.nextSeq();
    const record = (answer: Answer, fault: StruckFault | null, madeUp: boolean, delivered: boolean) => {
      const part = { seq, provider: this.#options.name, operation, fault: fault?.kind ?? null, madeUp, delivered };
      const exchange = recordExchange(part, request, answer);
      ledger.add(exchange);
      this.#options.onExchange?.(exchange);
    };

    await this.#pauseFor(strike(['delay-before']));
    const before = strike(BEFORE);
    if (before?.kind === 'drop') {
      record({ status: 0 }, before, true, false);
      response.destroy();
      return;
    }
    const refusal = this.#refusal(before, request);
    if (refusal) {
      record(refusal, before, true, true);
      writeAnswer(response, refusal);
      return;
    }
    const answer = await this.#handle(match, request, (kind) => strike([kind]));
    const after = strike(AFTER);
    record(answer, after, false, after === null);
    await this.#pauseFor(strike(['delay-after']));
    if (after === null) writeAnswer(response, answer);
    else if (after.kind === 'commit-then-drop') response.destroy();
    else if (after.kind === 'commit-then-500')
      writeAnswer(response, this.#refuse(500, request, 'Internal server error'));
    // After `commit-then-timeout` the connection stays open and silent until either side ends it.
  }

  reset(): void {
    this.#blockedUntil = 0;
  }

  stop(): void {
    for (const timer of this.#timers) clearTimeout(timer);
  }

  async #handle(match: Match | null, request: SimulatedRequest, fault: Call['fault']): Promise<Answer> {
    if (!match) return this.#refuse(404, request, `Cannot ${request.method} ${request.path}`);
    const call: Call = { request, params: match.params, operation: match.operation, fault };
    const run = async () => match.handler(call);
    try {
      return await (this.#options.around ? this.#options.around(call, run) : run());
    } catch (error) {
      console.error(`${this.#options.name} simulator: ${match.operation} failed`, error);
      return this.#refuse(500, request, 'Internal server error');
    }
  }

  #refusal(fault: StruckFault | null, request: SimulatedRequest): Answer | null {
    if (fault?.kind === 'block') this.#blockedUntil = Date.now() + (fault.seconds ?? 60) * 1000;
    const left = Math.ceil((this.#blockedUntil - Date.now()) / 1000);
    if (left > 0) {
      const answer = this.#refuse(429, request, 'Too many requests.');
      const headers = this.#options.blockHeaders?.(left) ?? { 'retry-after': String(left) };
      return { ...answer, headers: { ...headers, ...answer.headers, ...fault?.headers } };
    }
    if (fault?.kind !== 'status') return null;
    const answer = this.#refuse(fault.status ?? 500, request, 'Something went wrong.');
    return {
      ...answer,
      ...(fault.body === undefined ? {} : { body: fault.body }),
      headers: { ...answer.headers, ...fault.headers },
    };
  }

  async #pauseFor(fault: StruckFault | null): Promise<void> {
    if (!fault) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        resolve();
      }, fault.delayMs ?? 1000);
      this.#timers.add(timer);
    });
  }
}

export function writeAnswer(response: ServerResponse, answer: Answer): void {
  if (response.destroyed) return;
  const { payload, headers } = render(answer);
  response.writeHead(answer.status, headers);
  response.end(payload);
}
