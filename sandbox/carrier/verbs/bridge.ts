import { deferred } from '@/sandbox/carrier/deferred';
import type { Leg, LiveLeg } from '@/sandbox/carrier/leg';
import { endLeg } from '@/sandbox/carrier/leg-lifecycle';
import type { VerbContext } from '@/sandbox/carrier/verb';
import type { DialPlan } from './dial-plan';

type Leaver = 'parent' | 'child' | 'limit';

function firstToLeave(plan: DialPlan, parentTalk: number | null, childTalk: number | null): [Leaver, number] {
  const candidates: [Leaver, number][] = [['limit', plan.timeLimitMs]];
  if (childTalk !== null) candidates.push(['child', childTalk * 1000]);
  if (parentTalk !== null) candidates.push(['parent', parentTalk * 1000]);
  return candidates.reduce((first, next) => (next[1] < first[1] ? next : first));
}

/** Joins two legs until one of them goes. Throws `Interrupted` when the dialling leg hangs up or is redirected. */
export async function bridge(context: VerbContext, child: Leg, childLive: LiveLeg, plan: DialPlan): Promise<void> {
  const { world, leg, live, scope } = context;
  const starPressed = deferred<void>();
  let gotRid = false;
  const onKey = (key: string) => {
    if (key !== '*' || !plan.hangupOnStar) return;
    gotRid = true;
    starPressed.resolve();
  };
  live.bridgedWith = child;
  childLive.bridgedWith = leg;
  live.keyListeners.add(onKey);
  const startedAt = performance.now();
  world.ledger.append('bridged', leg.sid, { with: child.sid });
  try {
    const talk = (party: Leg) => world.behaviours.of(party.order.to).talkSeconds;
    const [leaver, milliseconds] = firstToLeave(plan, talk(leg), talk(child));
    const over = Promise.race([childLive.ended.promise, childLive.departed.promise, starPressed.promise]);
    const cameToEnd = await scope.within(over, world.human(milliseconds));
    if (gotRid) endLeg(world, child, 'completed', { by: 'other-party' });
    if (cameToEnd) return;
    if (leaver === 'parent') endLeg(world, leg, 'completed', { by: 'callee' });
    else endLeg(world, child, 'completed', { by: leaver === 'child' ? 'callee' : 'carrier' });
    scope.throwIfInterrupted();
  } finally {
    live.keyListeners.delete(onKey);
    live.bridgedWith = null;
    childLive.bridgedWith = null;
    world.ledger.append('unbridged', leg.sid, {
      with: child.sid,
      seconds: world.humanSeconds(performance.now() - startedAt),
    });
  }
}
