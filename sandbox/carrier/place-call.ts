import { runToEnd } from './cxml-interpreter';
import { dialLeg } from './dial-leg';
import { bringToLife, type Leg } from './leg';
import { endLeg } from './leg-lifecycle';
import { startRecording } from './recorder';
import { Interrupted } from './scope';
import type { World } from './world';

async function converse(world: World, leg: Leg): Promise<void> {
  if (!(await dialLeg(world, leg, false))) return;
  if (leg.order.recording) startRecording(world, leg, { source: 'OutboundAPI', ...leg.order.recording });
  if (leg.order.instruction) await runToEnd(world, leg, leg.order.instruction);
}

/** Dials a call ordered by API and leads it to its end. */
export function placeCall(world: World, leg: Leg): void {
  if (leg.endedAt !== null) return;
  bringToLife(leg, world.scope, false);
  converse(world, leg).catch((error: unknown) => {
    if (error instanceof Interrupted) return;
    console.error('carrier: a call broke', error);
    endLeg(world, leg, 'failed', { by: 'carrier' });
  });
}
