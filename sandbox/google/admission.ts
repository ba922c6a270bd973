import type { Answer } from '@/sandbox/provider-kit/answer';
import type { OAuthMemory } from '@/sandbox/provider-kit/oauth-memory';
import { bearerOf } from '@/sandbox/provider-kit/request';
import type { Call } from '@/sandbox/provider-kit/router';
import type { Calendar } from './model';
import type { QuotaWindow } from './quota-window';
import { Refusal } from './refusal';
import { mayCall, reachesOthers } from './scopes';
import type { World } from './world';

/** Whose token a call carries, and what it may do; set once the call was admitted. */
const callers = new WeakMap<Call, { accountId: string; scopes: readonly string[] }>();

const OVER = ['userRateLimitExceeded', 'rateLimitExceeded', 'quotaExceeded'] as const;

/** The email address of the account whose token a call carries. */
export function callerOf(call: Call): string {
  const caller = callers.get(call);
  if (!caller) throw new Error(`${call.operation} was not admitted`);
  return caller.accountId;
}

/** The calendar of the address, which the caller may write to. @throws Refusal 403, 404 */
export function requireOwned(world: World, call: Call): Calendar {
  const calendar = requireReachable(world, call);
  if (calendar.owner !== callerOf(call))
    throw new Refusal(403, 'requiredAccessLevel', 'You need to have writer access to this calendar.', 'calendar');
  return calendar;
}

/** The calendar of the address, which the caller's scopes reach. @throws Refusal 403, 404 */
export function requireReachable(world: World, call: Call): Calendar {
  const calendar = world.calendar(call.params.calendarId ?? '', callerOf(call));
  const isOwn = calendar.owner === callerOf(call);
  if (!isOwn && !reachesOthers(callers.get(call)?.scopes ?? [])) throw insufficient();
  return calendar;
}

/** Token, quota and scopes, in this order. */
export function admission(memory: OAuthMemory, quota: QuotaWindow, now: () => Date) {
  return async (call: Call, handle: () => Promise<Answer>): Promise<Answer> => {
    if (call.operation.startsWith('oauth.')) return handle();
    try {
      const token = bearerOf(call.request);
      if (token === null) throw new Refusal(401, 'required', 'Login Required.');
      const grant = memory.holder(token);
      if (!grant) throw new Refusal(401, 'authError', 'Invalid Credentials');
      for (const reason of OVER) if (call.fault(reason)) throw overQuota(reason);
      if (!quota.pass(grant.accountId, now().getTime())) throw overQuota('userRateLimitExceeded');
      if (!mayCall(grant.scopes, call.operation)) throw insufficient();
      if (call.request.raw !== '' && call.request.json === undefined)
        throw new Refusal(400, 'parseError', 'Parse Error');
      callers.set(call, grant);
      return await handle();
    } catch (error) {
      if (error instanceof Refusal) return error.answer();
      throw error;
    }
  };
}

function insufficient(): Refusal {
  return new Refusal(403, 'insufficientPermissions', 'Request had insufficient authentication scopes.');
}

function overQuota(reason: string): Refusal {
  return new Refusal(403, reason, 'Rate Limit Exceeded', 'usageLimits');
}
