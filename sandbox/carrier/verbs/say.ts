import { InstructionError } from '@/sandbox/carrier/cxml-document';
import { endLeg } from '@/sandbox/carrier/leg-lifecycle';
import { CONTINUE, numberIn, type Verb } from '@/sandbox/carrier/verb';

const MS_PER_CHARACTER = 60;
const MIN_MS = 300;
const MAX_CHARACTERS = 4096;
const MAX_LOOP = 1000;

/** `<Say>`: takes as long as the text takes to be spoken; the called party may hang up half-way. */
export const say: Verb = async ({ world, leg, live, scope }, node) => {
  if (node.text.length > MAX_CHARACTERS) throw new InstructionError('12100', 'Say: more than 4096 characters');
  const loop = numberIn(node, 'loop', 1);
  const times = loop === 0 ? MAX_LOOP : loop;
  const length = Math.max(MIN_MS, node.text.length * MS_PER_CHARACTER);
  live.saysHeard += 1;
  if (world.behaviours.of(leg.order.to).hangsUpDuringSay === live.saysHeard) {
    await scope.sleep(world.human(length / 2));
    endLeg(world, leg, 'completed', { by: 'callee' });
    scope.throwIfInterrupted();
  }
  await scope.sleep(world.human(length * times));
  return CONTINUE;
};
