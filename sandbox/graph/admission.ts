import type { Answer } from '@/sandbox/provider-kit/answer';
import type { OAuthMemory } from '@/sandbox/provider-kit/oauth-memory';
import { bearerOf } from '@/sandbox/provider-kit/request';
import type { Call } from '@/sandbox/provider-kit/router';
import type { Account } from './model';
import { badRequest, Refusal } from './refusal';
import { mayCall } from './scopes';
import type { World } from './world';

/** Who calls; set once the call was admitted. */
const callers = new WeakMap<Call, Account>();

export function callerOf(call: Call): Account {
  const caller = callers.get(call);
  if (!caller) throw new Error(`${call.operation} was not admitted`);
  return caller;
}

/** Token and scopes. */
export function admission(world: World, memory: OAuthMemory) {
  return async (call: Call, handle: () => Promise<Answer>): Promise<Answer> => {
    if (call.operation.startsWith('oauth.')) return handle();
    try {
      const token = bearerOf(call.request);
      if (token === null) throw new Refusal(401, 'InvalidAuthenticationToken', 'Access token is empty.');
      const grant = memory.holder(token);
      if (!grant)
        throw new Refusal(401, 'InvalidAuthenticationToken', 'Lifetime validation failed, the token is expired.');
      if (!mayCall(grant.scopes, call.operation))
        throw new Refusal(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.');
      if (call.request.raw !== '' && call.request.json === undefined)
        throw badRequest('Unable to read JSON request payload.');
      callers.set(call, world.account(grant.accountId));
      return await handle();
    } catch (error) {
      if (error instanceof Refusal) return error.answer();
      throw error;
    }
  };
}
