import { InstructionError } from '@/sandbox/carrier/cxml-document';
import { isAbsoluteUrl } from '@/sandbox/carrier/instruction';
import { CONTINUE, numberIn, type Verb } from '@/sandbox/carrier/verb';

const CLIP_MS = 3_000;

/** `<Play>`: a clip of three seconds, whatever the file; the file itself is not fetched. */
export const play: Verb = async ({ world, scope }, node) => {
  const isTones = node.attributes.digits !== undefined;
  if (!isTones && !isAbsoluteUrl(node.text)) throw new InstructionError('11100', 'Play: needs an absolute URL');
  await scope.sleep(world.human(CLIP_MS * Math.max(1, numberIn(node, 'loop', 1))));
  return CONTINUE;
};
