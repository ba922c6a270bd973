import { sendCallback } from './callbacks';
import type { Leg, LegStatus, Party } from './leg';
import { progressFields } from './leg-fields';
import { stopRecordingsOf } from './recorder';
import type { World } from './world';

/** Reports a progress event, if the leg's customer asked to hear of it. */
export function reportProgress(world: World, leg: Leg, event: string, callStatus: string): void {
  const target = leg.statusCallback;
  if (!target?.events.has(event)) return;
  const fields = progressFields(world, leg, callStatus);
  sendCallback(world, { kind: 'status', sid: leg.sid, number: leg.order.to, label: callStatus, target, fields });
}

export function enterStatus(world: World, leg: Leg, status: LegStatus): void {
  leg.status = status;
  leg.updatedAt = Date.now();
  world.ledger.append('state', leg.sid, { status });
}

interface Ending {
  readonly by: Party;
  readonly sipCode?: number;
}

/** Ends a leg once and for all: recordings stop, the last report leaves, everything that waits on the leg is let go. */
export function endLeg(world: World, leg: Leg, status: LegStatus, ending: Ending): void {
  if (leg.endedAt !== null) return;
  leg.endedAt = Date.now();
  leg.hangupBy = ending.by;
  leg.sipCode = ending.sipCode ?? leg.sipCode;
  leg.status = status;
  leg.updatedAt = leg.endedAt;
  world.ledger.append('state', leg.sid, { status, by: ending.by });
  stopRecordingsOf(world, leg);
  reportProgress(world, leg, 'completed', status);
  leg.live?.scope.interrupt('ended');
  leg.live?.ended.resolve();
}
