import type { Leg, LiveLeg } from './leg';
import { endLeg } from './leg-lifecycle';
import type { Scope } from './scope';
import type { World } from './world';

const BETWEEN_KEYS_MS = 150;

/** Lets the called party hang up after its set time, whatever goes on then. */
export function hangUpLater(world: World, leg: Leg, live: LiveLeg): void {
  const { hangsUpAfterMs } = world.behaviours.of(leg.order.to);
  if (hangsUpAfterMs === null) return;
  live.scope.sleep(world.human(hangsUpAfterMs)).then(
    () => endLeg(world, leg, 'completed', { by: 'callee' }),
    () => {},
  );
}

/** Presses keys on a leg's phone now. False when no one is on it. */
export function pressKeys(world: World, leg: Leg, keys: string): boolean {
  if (leg.live === null || leg.endedAt !== null || leg.answeredAt === null) return false;
  world.ledger.append('digits-pressed', leg.sid, { digits: keys });
  for (const key of keys) {
    for (const listener of [...leg.live.keyListeners]) listener(key);
  }
  return true;
}

/** The called party answers a menu as its behaviour says: one entry of `digits` for each menu it hears. */
export async function answerMenu(world: World, leg: Leg, live: LiveLeg, scope: Scope): Promise<void> {
  const callee = world.behaviours.of(leg.order.to);
  const keys = callee.digits[Math.min(live.menusHeard, callee.digits.length - 1)] ?? null;
  live.menusHeard += 1;
  if (keys === null) return;
  await scope.sleep(world.human(callee.digitAfterMs));
  for (const [position, key] of [...keys].entries()) {
    if (position > 0) await scope.sleep(world.human(BETWEEN_KEYS_MS));
    pressKeys(world, leg, key);
  }
}
