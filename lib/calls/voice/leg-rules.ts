import { isTerminal, movesForward } from '@/lib/calls/rules';
import type { CallOrder, CallParty, CallStatus } from '@/lib/db/schema/calls';

const WHOLE_SECOND_DOUBT_MS = 2_000;

/** Whose telephone rings first. */
export function firstPartyOf(callOrder: CallOrder): CallParty {
  return callOrder === 'operator_first' ? 'operator' : 'attendee';
}

/** Whose telephone rings second. */
export function secondPartyOf(callOrder: CallOrder): CallParty {
  return callOrder === 'operator_first' ? 'attendee' : 'operator';
}

/** What is known of a leg, apart from whose it is. */
export interface LegState {
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
 * Adds a report to what is known. Each field only grows towards one value (furthest status, earliest instants, longest
 * duration), so the result is the same whatever the order and number of reports.
 */
export function mergeLeg(known: LegState | null, news: CarrierLegReport): LegState {
  const at = happenedAt(news);
  const seen = (happened: boolean) => (happened ? at : null);
  return {
    status: !known || movesForward(known.status, news.status) ? news.status : known.status,
    sequence: Math.max(known?.sequence ?? -1, news.sequence ?? -1),
    ringingAt: earliest(known?.ringingAt, seen(news.status === 'ringing')),
    answeredAt: earliest(known?.answeredAt, seen(news.status === 'in-progress')),
    endedAt: earliest(known?.endedAt, seen(isTerminal(news.status))),
    durationSeconds: longest(known?.durationSeconds, news.durationSeconds),
    answeredBy: known?.answeredBy === 'machine' ? 'machine' : (news.answeredBy ?? known?.answeredBy ?? null),
  };
}

/** The carrier tells whole seconds: of what has just happened, our own clock knows the order better. */
function happenedAt({ at, now }: CarrierLegReport): Date {
  return at && Math.abs(now.getTime() - at.getTime()) > WHOLE_SECOND_DOUBT_MS ? at : now;
}

function earliest(a: Date | null | undefined, b: Date | null): Date | null {
  if (!a || !b) return a ?? b;
  return a <= b ? a : b;
}

function longest(a: number | null | undefined, b: number | null): number | null {
  if (a === null || a === undefined || b === null) return a ?? b;
  return Math.max(a, b);
}
