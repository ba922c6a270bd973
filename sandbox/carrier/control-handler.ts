import type { ServerResponse } from 'node:http';
import type { PartyKind, Script, Scripts } from './behaviours';
import type { CarrierControl, Tuning } from './control';
import { type FaultRule, isFaultKind } from './faults';
import { json, type RestAnswer, writeAnswer } from './rest-answer';
import { field, type RestRequest } from './rest-request';
import type { World } from './world';

const PREFIX = '/_control/';
// Time for the answer to leave before every connection is cut.
const ANSWER_FIRST_MS = 30;
const PARTY_KINDS: readonly PartyKind[] = ['person', 'machine', 'busy', 'no-answer', 'rejected', 'failed'];

const ok = (more: object = {}): RestAnswer => json(200, { ok: true, ...more });
const bad = (message: string): RestAnswer => json(400, { ok: false, message });

export function isControl(path: string): boolean {
  return path.startsWith(PREFIX);
}

function readJson(request: RestRequest): Record<string, unknown> | null {
  try {
    const value: unknown = request.raw === '' ? {} : JSON.parse(request.raw);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

function isScript(value: unknown): value is Script {
  if (typeof value !== 'object' || value === null) return false;
  return !('kind' in value) || PARTY_KINDS.some((kind) => kind === value.kind);
}

function isScripts(value: unknown): value is Scripts {
  return typeof value === 'object' && value !== null && Object.values(value).every(isScript);
}

function isRule(value: unknown): value is FaultRule {
  return typeof value === 'object' && value !== null && 'kind' in value && isFaultKind(value.kind);
}

function changeFaults(control: CarrierControl, body: Record<string, unknown>): RestAnswer {
  const rules: unknown = body.rules ?? (body.kind === undefined ? [] : [body]);
  if (!Array.isArray(rules) || !rules.every(isRule)) return bad('every rule needs a known kind');
  if (typeof body.seed === 'number') control.seedFaults(body.seed);
  const ids = rules.map((rule) => control.addFault(rule));
  const { downForMs } = body;
  if (typeof downForMs === 'number') setTimeout(() => void control.goDown(downForMs), ANSWER_FIRST_MS);
  return ok({ ids });
}

function readTuning(body: Record<string, unknown>): Tuning | null {
  const { callsPerSecond, timeScale, publicMedia } = body;
  const isPace = callsPerSecond === null || (typeof callsPerSecond === 'number' && callsPerSecond > 0);
  if (callsPerSecond !== undefined && !isPace) return null;
  if (timeScale !== undefined && !(typeof timeScale === 'number' && timeScale > 0)) return null;
  if (publicMedia !== undefined && typeof publicMedia !== 'boolean') return null;
  return {
    ...(callsPerSecond === undefined
      ? {}
      : { callsPerSecond: callsPerSecond === null ? null : Number(callsPerSecond) }),
    ...(timeScale === undefined ? {} : { timeScale }),
    ...(publicMedia === undefined ? {} : { publicMedia }),
  };
}

function onParty(control: CarrierControl, path: string, body: Record<string, unknown>): RestAnswer {
  const sid = path.slice(`${PREFIX}parties/`.length);
  if (typeof body.digits === 'string') return ok({ done: control.pressKeys(sid, body.digits) });
  if (body.hangUp === true) return ok({ done: control.hangUp(sid) });
  return bad('give digits or hangUp');
}

function read(world: World, control: CarrierControl, request: RestRequest): RestAnswer | null {
  switch (request.path) {
    case '/_control/health':
      return ok({
        calls: world.legsInOrder.length,
        orders: world.ledger.orders.length,
        waiting: world.pacer.waiting,
        idle: world.isIdle,
        fast: world.settings.fast,
      });
    case '/_control/calls':
      return json(200, { orders: control.orders(), calls: control.calls(field(request.query, 'to') ?? undefined) });
    case '/_control/orders':
      return json(200, { orders: control.orders() });
    case '/_control/ledger': {
      const since = Number(field(request.query, 'since') ?? 0);
      const type = field(request.query, 'type');
      const events = control.events().slice(since);
      return json(200, { events: type === null ? events : events.filter((event) => event.type === type) });
    }
    case '/_control/messages':
      return json(200, { messages: [...world.messages.values()] });
    case '/_control/faults':
      return json(200, { rules: world.faults.rules });
    case '/_control/scripts':
      return json(200, { scripts: world.behaviours.scripts });
    default:
      return null;
  }
}

function write(control: CarrierControl, request: RestRequest): RestAnswer {
  const body = readJson(request);
  if (!body) return bad('the body must be a JSON object');
  if (request.path === '/_control/reset') {
    control.reset();
    return ok();
  }
  if (request.path === '/_control/faults') return changeFaults(control, body);
  if (request.path === '/_control/settings') {
    const tuning = readTuning(body);
    if (!tuning) return bad('callsPerSecond (above 0 or null), timeScale (above 0), publicMedia (boolean)');
    control.tune(tuning);
    return ok();
  }
  if (request.path === '/_control/scripts') {
    if (!isScripts(body)) return bad('give {number: script}');
    control.addScripts(body);
    return ok();
  }
  if (request.path.startsWith(`${PREFIX}parties/`)) return onParty(control, request.path, body);
  return json(404, { ok: false, message: 'no such control' });
}

/** Handles one request of the control endpoints. */
export async function handleControl(
  world: World,
  control: CarrierControl,
  request: RestRequest,
  response: ServerResponse,
): Promise<void> {
  if (request.method === 'GET' && request.path === '/_control/idle') {
    const timeout = Number(field(request.query, 'timeoutMs') ?? 10_000);
    writeAnswer(response, ok({ idle: await control.idle(timeout) }));
    return;
  }
  if (request.method === 'DELETE' && request.path === '/_control/faults') {
    control.clearFaults();
    writeAnswer(response, ok());
    return;
  }
  const answer = request.method === 'GET' ? read(world, control, request) : write(control, request);
  writeAnswer(response, answer ?? json(404, { ok: false, message: 'no such control' }));
}
