import { CONTINUE, numberIn, type Verb } from '@/sandbox/carrier/verb';

/** `<Pause>`: silence, one second unless `length` says more. */
export const pause: Verb = async ({ world, scope }, node) => {
  await scope.sleep(world.human(numberIn(node, 'length', 1) * 1000));
  return CONTINUE;
};
