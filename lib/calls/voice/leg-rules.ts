import { isTerminal, movesForward } from '@/lib/calls/rules';
import type { CallOrder, CallParty, CallStatus } from '@/lib/db/schema/calls';

const CARRIER_CLOCK_ERROR_MS = 2_000;

/** The party whose phone rings first. */
export function firstPartyOf(callOrder: CallOrder): CallParty {
  return callOrder === 'operator_first' ? 'operator' : 'attendee';
}

/** The party whose phone rings second. */
export function secondPartyOf(callOrder: CallOrder): CallParty {
  return callOrder === 'operator_first' ? 'attendee' : 'operator';
}

/** The state of a leg, apart from its party. */
interface LegState {
  status: CallStatus;
  sequence: number;
  ringingAt: Date | null;
  answeredAt: Date | null;
  endedAt: Date | null;
  durationSeconds: number | null;
  answeredBy: string | null;
}

interface CarrierLegReport {
  status: CallStatus;
  sequence: number | null;
  at?: Date;
  durationSeconds: number | null;
  answeredBy: string | null;
  now: Date;
}

/**
 * Merges a report into the state of a leg. Each field converges on one value (furthest status, earliest instants, longest
 * duration), so the order and number of reports don't matter.
 */
export function mergeLeg(known: LegState | null, report: CarrierLegReport): LegState {
  const at = happenedAt(report);
  const seen = (happened: boolean) => (happened ? at : null);
  return {
    status: !known || movesForward(known.status, report.status) ? report.status : known.status,
    sequence: Math.max(known?.sequence ?? -1, report.sequence ?? -1),
    ringingAt: earliest(known?.ringingAt, seen(report.status === 'ringing')),
    answeredAt: earliest(known?.answeredAt, seen(report.status === 'in-progress')),
    endedAt: earliest(known?.endedAt, seen(isTerminal(report.status))),
    durationSeconds: longest(known?.durationSeconds, report.durationSeconds),
    answeredBy: known?.answeredBy === 'machine' ? 'machine' : (report.answeredBy ?? known?.answeredBy ?? null),
  };
}

/** The carrier reports whole seconds, so for recent events our own clock gives the better order. */
function happenedAt({ at, now }: CarrierLegReport): Date {
  return at && Math.abs(now.getTime() - at.getTime()) > CARRIER_CLOCK_ERROR_MS ? at : now;
}

function earliest(a: Date | null | undefined, b: Date | null): Date | null {
  if (!a || !b) return a ?? b;
  return a <= b ? a : b;
}

function longest(a: number | null | undefined, b: number | null): number | null {
  if (a === null || a === undefined || b === null) return a ?? b;
  return Math.max(a, b);
}
