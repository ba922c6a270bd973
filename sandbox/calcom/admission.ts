import type { Answer } from '@/sandbox/provider-kit/answer';
import { bearerOf, type SimulatedRequest } from '@/sandbox/provider-kit/request';
import type { Call } from '@/sandbox/provider-kit/router';
import { groupOf, isCurrent } from './api-versions';
import { legacyAnswer } from './legacy';
import { problem, Refusal } from './problem';
import type { RateLimiter } from './rate-limiter';
import type { World } from './world';

/** What anybody may do without a key. */
const PUBLIC: ReadonlySet<string> = new Set([
  'slots.list',
  'reservations.create',
  'reservations.read',
  'reservations.change',
  'reservations.delete',
  'bookings.create',
  'bookings.read',
  'bookings.reschedule',
  'bookings.cancel',
]);

/** The user whose key the request carries; null without a key. @throws Refusal 401 */
export function callerOf(world: World, request: SimulatedRequest): number | null {
  const key = bearerOf(request);
  if (key === null && request.headers.authorization === undefined) return null;
  const known = key === null ? undefined : world.apiKeys.get(key);
  if (!known) throw new Refusal(401, 'ApiAuthStrategy - api key - Your api key is not valid');
  if (known.expiresAt && known.expiresAt <= world.now())
    throw new Refusal(401, 'ApiAuthStrategy - api key - Your api key is expired');
  return known.userId;
}

/** The user who calls; for what needs a key. @throws Refusal 401 */
export function requireCaller(world: World, request: SimulatedRequest): number {
  const caller = callerOf(world, request);
  if (caller === null) throw new Refusal(401, 'ApiAuthStrategy - no authentication provided');
  return caller;
}

/** Rates, credentials and versions, in the order in which Cal.com asks for them. */
export function admission(world: World, limiter: RateLimiter) {
  return async (call: Call, handle: () => Promise<Answer>): Promise<Answer> => {
    const { request } = call;
    const passage = limiter.pass(bearerOf(request) ?? 'anonymous', world.now().getTime());
    const answer = passage.allowed
      ? await admitted(world, call, handle)
      : problem(429, request.path, 'CustomThrottlerGuard - Too many requests. Please try again later.');
    const requestId = request.headers['x-request-id'] ?? crypto.randomUUID();
    return { ...answer, headers: { ...passage.headers, 'X-Request-Id': requestId, ...answer.headers } };
  };
}

async function admitted(world: World, call: Call, handle: () => Promise<Answer>): Promise<Answer> {
  const { request, operation } = call;
  try {
    if (PUBLIC.has(operation)) callerOf(world, request);
    else requireCaller(world, request);
    const group = groupOf(request.path);
    if (group && !isCurrent(group, request.headers['cal-api-version'])) return legacyAnswer(operation, request.path);
    if (request.raw !== '' && request.json === undefined) throw new Refusal(400, 'Unexpected token in JSON');
    return await handle();
  } catch (error) {
    if (error instanceof Refusal) return error.answer(request.path);
    throw error;
  }
}
