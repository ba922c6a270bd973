import { type Answer, json } from './answer';
import type { FaultRule, Faults } from './faults';
import type { Ledger } from './ledger';
import type { SimulatedRequest } from './request';

/** What the control endpoints act on. */
export interface Controlled {
  readonly name: string;
  readonly faults: Faults;
  readonly ledger: Ledger;
  /** What the simulator knows, for reading. */
  state(): unknown;
  /** Sets parts of what the simulator knows; throws what is wrong with them. */
  setState?(body: unknown): void;
  reset(): void;
}

const PREFIX = '/_control/';

const ok = (more: object = {}): Answer => json(200, { ok: true, ...more });
const bad = (message: string): Answer => json(400, { ok: false, message });

export function isControl(path: string): boolean {
  return path.startsWith(PREFIX);
}

/**
 * `GET health`, `GET ledger?operation=`, `GET|POST|DELETE faults` (one rule, or `{rules, seed}`), `POST reset`,
 * `GET|POST state`; null when there is no such control.
 */
export function handleControl(it: Controlled, request: SimulatedRequest): Answer | null {
  switch (`${request.method} ${request.path.slice(PREFIX.length)}`) {
    case 'GET health':
      return ok({ name: it.name, requests: it.ledger.read().length });
    case 'GET ledger':
      return json(200, { exchanges: it.ledger.read(request.query.get('operation') ?? undefined) });
    case 'GET faults':
      return json(200, { rules: it.faults.rules });
    case 'POST faults':
      return addFaults(it.faults, request.json);
    case 'DELETE faults':
      it.faults.clear();
      return ok();
    case 'POST reset':
      it.reset();
      return ok();
    case 'GET state':
      return json(200, it.state());
    case 'POST state':
      return setState(it, request.json);
    default:
      return null;
  }
}

function addFaults(faults: Faults, body: unknown): Answer {
  if (typeof body !== 'object' || body === null) return bad('give a rule, or {rules, seed}');
  const rules: unknown = 'rules' in body ? body.rules : 'kind' in body ? [body] : [];
  if (!Array.isArray(rules) || !rules.every(isRule)) return bad('every rule needs a kind');
  if ('seed' in body && typeof body.seed === 'number') faults.seed(body.seed);
  return ok({ ids: rules.map((rule) => faults.add(rule)) });
}

function isRule(value: unknown): value is FaultRule {
  return typeof value === 'object' && value !== null && 'kind' in value && typeof value.kind === 'string';
}

function setState(it: Controlled, body: unknown): Answer {
  if (!it.setState) return bad('the state cannot be set');
  try {
    it.setState(body);
    return ok();
  } catch (error) {
    return bad(error instanceof Error ? error.message : 'the state cannot be set so');
  }
}
