import { InstructionError } from '@/sandbox/carrier/cxml-document';
import { httpMethod, isAbsoluteUrl } from '@/sandbox/carrier/instruction';
import type { Verb } from '@/sandbox/carrier/verb';

/** `<Redirect>`: goes on with another document. */
export const redirect: Verb = async (_context, node) => {
  if (!isAbsoluteUrl(node.text)) throw new InstructionError('11100', 'Redirect: needs an absolute URL');
  return { kind: 'goto', instruction: { url: node.text, method: httpMethod(node.attributes.method) } };
};
