import type { Verb } from '@/sandbox/carrier/verb';

/** `<Hangup>`: ends the call. */
export const hangup: Verb = async () => ({ kind: 'hangup', status: 'completed' });
