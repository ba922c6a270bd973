import type { Verb } from '@/sandbox/carrier/verb';

/** `<Reject>`: turns the call away; `reason="busy"` makes it look busy. */
export const reject: Verb = async (_context, node) => ({
  kind: 'hangup',
  status: node.attributes.reason === 'busy' ? 'busy' : 'no-answer',
});
