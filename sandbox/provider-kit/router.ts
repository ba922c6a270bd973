import type { Answer } from './answer';
import type { FaultKind, StruckFault } from './faults';
import type { SimulatedRequest } from './request';

/** What a handler gets. */
export interface Call {
  readonly request: SimulatedRequest;
  /** Decoded path parameters. */
  readonly params: Readonly<Record<string, string>>;
  /** Name of the route, for the ledger and for fault rules. */
  readonly operation: string;
  /** A fault of this kind that strikes this request, counted as struck; for the kinds that only the handler can commit. */
  fault(kind: FaultKind): StruckFault | null;
}

type Handler = (call: Call) => Answer | Promise<Answer>;

export interface Match {
  readonly operation: string;
  readonly params: Readonly<Record<string, string>>;
  readonly handler: Handler;
}

interface Route {
  readonly method: string;
  readonly pattern: RegExp;
  readonly operation: string;
  readonly handler: Handler;
}

/** Finds the handler of a request by method and path; the first route that fits wins. */
export class Router {
  #routes: Route[] = [];

  /** @param path with `:name` for one segment, e.g. `/v2/bookings/:uid` */
  on(method: string, path: string, operation: string, handler: Handler): this {
    const pattern = path
      .split('/')
      .map((part) =>
        part.startsWith(':') ? `(?<${part.slice(1)}>[^/]+)` : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
      )
      .join('/');
    this.#routes.push({ method, pattern: new RegExp(`^${pattern}/?$`), operation, handler });
    return this;
  }

  find(method: string, path: string): Match | null {
    for (const route of this.#routes) {
      const found = route.method === method ? route.pattern.exec(path) : null;
      if (!found) continue;
      const params = Object.entries(found.groups ?? {}).map(([name, value]) => [name, decodeURIComponent(value)]);
      return { operation: route.operation, params: Object.fromEntries(params), handler: route.handler };
    }
    return null;
  }
}
