import { type Answer, html } from '@/sandbox/provider-kit/answer';
import { bearerOf, type SimulatedRequest } from '@/sandbox/provider-kit/request';
import type { Call } from '@/sandbox/provider-kit/router';
import type { Grants } from './grants';
import type { Limits } from './limits';
import type { User } from './model';
import { OAuthRefusal, planTooSmall, problem, Refusal } from './refusal';
import { allScopes, lacking } from './scopes';
import type { World } from './world';

export interface Caller {
  readonly user: User;
  readonly scopes: readonly string[];
}

/** The user whose token a request carries. @throws Refusal 401 */
export function callerOf(world: World, grants: Grants, request: SimulatedRequest): Caller {
  const token = bearerOf(request);
  const personal = token === null ? undefined : world.account.personalTokens[token];
  if (personal) return { user: world.user(personal), scopes: allScopes };
  const access = token === null ? null : grants.access(token);
  if (!access || access.grant.revoked) throw new Refusal(401, 'The access token is invalid');
  if (access.expiresAt <= world.now().getTime()) throw new Refusal(401, 'The access token expired');
  return { user: world.user(access.grant.userId), scopes: access.grant.scopes };
}

/** Whether the caller may see what belongs to another member of the organization. */
export function isAdmin({ user }: Caller): boolean {
  return user.role !== 'user';
}

/**
 * Runs before every handler: refuses requests without a user agent, then checks rates, token and scopes.
 * Fault: `plan-too-small`.
 */
export function admission(world: World, grants: Grants, limits: Limits) {
  return async (call: Call, handle: () => Promise<Answer>): Promise<Answer> => {
    const { request, operation } = call;
    if (!request.headers['user-agent'])
      return html(403, '<html><head><title>403 Forbidden</title></head><body>cloudflare</body></html>');
    if (operation.startsWith('oauth.')) return answering(handle);
    return answering(async () => {
      const caller = callerOf(world, grants, request);
      const { allowed, headers } = limits.request(caller.user, world.now().getTime());
      const answer = allowed
        ? await answering(() => admitted(caller, call, handle))
        : problem(429, 'You have exceeded the rate limit');
      return { ...answer, headers: { ...headers, ...answer.headers } };
    });
  };
}

async function admitted(caller: Caller, call: Call, handle: () => Promise<Answer>): Promise<Answer> {
  const wanted = lacking(caller.scopes, call.operation);
  if (wanted.length > 0)
    throw new Refusal(403, "This operation requires the scopes listed in the 'required_scopes' array.", {
      title: 'Insufficient scope',
      required_scopes: wanted,
    });
  if (call.fault('plan-too-small')) throw planTooSmall();
  return handle();
}

async function answering(handle: () => Promise<Answer>): Promise<Answer> {
  try {
    return await handle();
  } catch (error) {
    if (error instanceof Refusal || error instanceof OAuthRefusal) return error.answer();
    throw error;
  }
}
