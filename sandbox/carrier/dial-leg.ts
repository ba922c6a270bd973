import { sendCallback } from './callbacks';
import { bringToLife, type Leg, type LiveLeg } from './leg';
import { callFields } from './leg-fields';
import { endLeg, enterStatus, reportProgress } from './leg-lifecycle';
import { hangUpLater } from './party';
import type { World } from './world';

const DETECTION_MS = { human: 1_200, machine: 2_500, beep: 5_000 };

async function ring(world: World, leg: Leg, live: LiveLeg): Promise<boolean> {
  const callee = world.behaviours.of(leg.order.to);
  await live.scope.sleep(world.human(callee.ringAfterMs));
  if (callee.kind === 'failed') {
    endLeg(world, leg, 'failed', { by: 'carrier', sipCode: 404 });
    return false;
  }
  if (callee.kind === 'busy') {
    endLeg(world, leg, 'busy', { by: 'callee', sipCode: 486 });
    return false;
  }
  enterStatus(world, leg, 'ringing');
  reportProgress(world, leg, 'ringing', 'ringing');
  const patienceMs = leg.order.timeoutSeconds * 1000;
  if (callee.kind === 'no-answer' || callee.answerAfterMs > patienceMs) {
    await live.scope.sleep(world.human(patienceMs));
    endLeg(world, leg, 'no-answer', { by: 'carrier', sipCode: 480 });
    return false;
  }
  await live.scope.sleep(world.human(callee.answerAfterMs));
  if (callee.kind === 'rejected') {
    endLeg(world, leg, 'failed', { by: 'callee', sipCode: 603 });
    return false;
  }
  return true;
}

async function detect(world: World, leg: Leg, live: LiveLeg): Promise<void> {
  const callee = world.behaviours.of(leg.order.to);
  const isMachine = callee.kind === 'machine';
  const waitsForBeep = isMachine && leg.order.machineDetection === 'detect-message-end';
  const time = waitsForBeep ? DETECTION_MS.beep : isMachine ? DETECTION_MS.machine : DETECTION_MS.human;
  await live.scope.sleep(world.human(time));
  leg.answeredBy = callee.answeredBy ?? (isMachine ? 'machine' : 'human');
  const target = leg.order.asyncAmd;
  if (!target) return;
  const fields = [...callFields(world, leg, 'in-progress'), ['MachineDetectionDuration', String(time)] as const];
  sendCallback(world, { kind: 'amd', sid: leg.sid, number: leg.order.to, label: leg.answeredBy, target, fields });
}

/**
 * Dials a leg and waits for its end of the story: true once it is answered (and, where asked for, known to be a person
 * or a machine), false when it ended unanswered. Throws `Interrupted` when it is cancelled meanwhile.
 */
export async function dialLeg(world: World, leg: Leg, dialled: boolean): Promise<boolean> {
  const live = leg.live ?? bringToLife(leg, world.scope, dialled);
  leg.dialledAt = Date.now();
  world.ledger.append('dial-started', leg.sid, {
    to: leg.order.to,
    from: leg.order.from,
    direction: leg.order.direction,
    parentSid: leg.order.parentSid,
  });
  reportProgress(world, leg, 'initiated', 'initiated');
  if (!(await ring(world, leg, live))) return false;

  leg.answeredAt = Date.now();
  leg.sipCode = 200;
  enterStatus(world, leg, 'in-progress');
  reportProgress(world, leg, 'answered', 'answered');
  hangUpLater(world, leg, live);
  const detects = leg.order.machineDetection !== 'none';
  if (detects && !leg.order.asyncAmd) await detect(world, leg, live);
  reportProgress(world, leg, 'answered', 'in-progress');
  if (detects && leg.order.asyncAmd) void detect(world, leg, live).catch(() => {});
  return true;
}
