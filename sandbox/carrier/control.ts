import type { Scripts } from './behaviours';
import { type CallTruth, callTruths } from './call-truth';
import type { FaultRule } from './faults';
import type { LedgerEvent, Order } from './ledger';
import { isOver } from './leg';
import { endLeg } from './leg-lifecycle';
import { pressKeys } from './party';
import type { World } from './world';

/** Settings that may be changed while the carrier runs. */
export interface Tuning {
  readonly callsPerSecond?: number | null;
  readonly timeScale?: number;
  readonly publicMedia?: boolean;
}

/** A test's control over a running carrier. */
export interface CarrierControl {
  addScripts(scripts: Scripts): void;
  addFault(rule: FaultRule): number;
  clearFaults(): void;
  seedFaults(seed: number): void;
  tune(tuning: Tuning): void;
  /** Refuses connections for so long (until `goUp` when absent); the control endpoints are gone, too. */
  goDown(forMs?: number): Promise<void>;
  goUp(): Promise<void>;
  /** Every order received, in the order of arrival. */
  orders(): readonly Order[];
  calls(to?: string): CallTruth[];
  events(): readonly LedgerEvent[];
  /** Presses keys on the phone of a live call; false when no one is on it. */
  pressKeys(callSid: string, keys: string): boolean;
  /** Hangs up the called party's phone; false when the call is not live. */
  hangUp(callSid: string): boolean;
  /** Waits until nothing is dialled, ringing, talking or left to report; false when `timeoutMs` passed first. */
  idle(timeoutMs?: number): Promise<boolean>;
  /** Clears calls, ledger, faults and added scripts; calls in progress end without a report. */
  reset(): void;
}

const IDLE_PROBE_MS = 10;
const IDLE_TIMEOUT_MS = 10_000;

function hangUp(world: World, callSid: string): boolean {
  const leg = world.legs.get(callSid);
  if (!leg || isOver(leg) || leg.answeredAt === null) return false;
  endLeg(world, leg, 'completed', { by: 'callee' });
  return true;
}

async function idle(world: World, timeoutMs: number): Promise<boolean> {
  const until = performance.now() + timeoutMs;
  while (!world.isIdle) {
    if (performance.now() > until) return false;
    await new Promise((resolve) => setTimeout(resolve, IDLE_PROBE_MS));
  }
  return true;
}

function tune(world: World, tuning: Tuning): void {
  const { settings } = world;
  if (tuning.timeScale !== undefined && tuning.timeScale > 0) settings.timeScale = tuning.timeScale;
  if (tuning.publicMedia !== undefined) settings.publicMedia = tuning.publicMedia;
  if (tuning.callsPerSecond !== undefined) {
    settings.callsPerSecond = tuning.callsPerSecond;
    world.pacer.setPace(tuning.callsPerSecond);
  }
}

export function controlOf(world: World, reachability: Pick<CarrierControl, 'goDown' | 'goUp'>): CarrierControl {
  return {
    addScripts: (scripts) => world.behaviours.add(scripts),
    addFault: (rule) => world.faults.add(rule),
    clearFaults: () => world.faults.clear(),
    seedFaults: (seed) => world.faults.seed(seed),
    tune: (tuning) => tune(world, tuning),
    goDown: reachability.goDown,
    goUp: reachability.goUp,
    orders: () => world.ledger.orders,
    calls: (to) => callTruths(world, to ?? null),
    events: () => world.ledger.events,
    pressKeys: (callSid, keys) => {
      const leg = world.legs.get(callSid);
      return leg ? pressKeys(world, leg, keys) : false;
    },
    hangUp: (callSid) => hangUp(world, callSid),
    idle: (timeoutMs) => idle(world, timeoutMs ?? IDLE_TIMEOUT_MS),
    reset: () => world.reset(),
  };
}
