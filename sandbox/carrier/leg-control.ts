import { runToEnd } from './cxml-interpreter';
import type { Instruction } from './instruction';
import { isOver, type Leg } from './leg';
import { endLeg } from './leg-lifecycle';
import type { World } from './world';

/** Ends a call by API: one never answered is `canceled`, a live one `completed`. */
export function cancelOrHangUp(world: World, leg: Leg): void {
  if (leg.live === null && !world.settings.fast) world.pacer.withdraw(leg);
  if (leg.answeredAt === null) endLeg(world, leg, 'canceled', { by: 'api', sipCode: 487 });
  else endLeg(world, leg, 'completed', { by: 'api' });
}

/** Leads a live call to another document, now. One that was dialled by another call leaves it. */
export function redirectLeg(world: World, leg: Leg, instruction: Instruction): void {
  const live = leg.live;
  if (!live || isOver(leg)) return;
  if (!live.dialled) {
    live.redirect = instruction;
    live.execution.interrupt('redirected');
    return;
  }
  live.dialled = false;
  live.execution.interrupt('departed');
  live.execution = live.scope.child();
  live.departed.resolve();
  void runToEnd(world, leg, instruction);
}
