import type { KeyFacet } from '@/lib/calendars/provider-module';
import { type CalcomClient, dataOf } from './client';
import { wireMe } from './wire';

/** Asks whose key it is; a key that is unknown, deleted or expired is a `grant_expired`. */
export function calcomKey(client: CalcomClient): KeyFacet {
  return {
    async verify(apiKey) {
      const me = dataOf(await client.ask(apiKey, { method: 'GET', path: '/me', repeatable: true }), wireMe);
      return { accountId: String(me.id), label: me.email };
    },
  };
}
