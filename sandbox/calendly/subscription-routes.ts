import { z } from 'zod';
import { empty, json } from '@/sandbox/provider-kit/answer';
import type { Call, Router } from '@/sandbox/provider-kit/router';
import { type Caller, isAdmin } from './admission';
import type { Subscription } from './model';
import { subscriptionOutput } from './output';
import { page } from './paging';
import { invalid, missing, notAllowed, planTooSmall, Refusal } from './refusal';
import { covers } from './scopes';
import { uuidOf } from './uris';
import { count, validated } from './validation';
import type { World } from './world';

const EVENTS = [
  'invitee.created',
  'invitee.canceled',
  'invitee_no_show.created',
  'invitee_no_show.deleted',
  'routing_form_submission.created',
  'meeting_recap.created',
  'meeting_recap.updated',
  'meeting_recap.deleted',
  'contact.created',
  'contact.updated',
  'contact.deleted',
] as const;

const input = z.strictObject({
  url: z.url().refine(isReachable, 'must be an https address'),
  events: z.array(z.enum(EVENTS)).min(1),
  organization: z.url(),
  user: z.url().optional(),
  scope: z.enum(['user', 'organization']),
  signing_key: z.string().min(1).optional(),
});
const listQuery = z.strictObject({
  organization: z.url(),
  scope: z.enum(['user', 'organization']),
  user: z.url().optional(),
  sort: z.enum(['created_at:asc', 'created_at:desc']).optional(),
  count,
  page_token: z.string().optional(),
});

/** Where Calendly posts what happens: made, listed and deleted, never changed. */
export function subscriptionRoutes(world: World, callerOf: (call: Call) => Caller, router: Router): void {
  const base = '/webhook_subscriptions';
  router
    .on('POST', base, 'subscriptions.create', (call) => {
      const made = create(world, callerOf(call), validated(input, call.request.json));
      return json(201, { resource: subscriptionOutput(made) });
    })
    .on('GET', base, 'subscriptions.list', (call) => {
      const query = validated(listQuery, Object.fromEntries(call.request.query));
      const caller = callerOf(call);
      requirePlan(caller);
      const userId = scopeOf(caller, query);
      const found = [...world.subscriptions.values()].filter(
        (one) =>
          one.scope === query.scope && one.userId === userId && one.organizationId === caller.user.organizationId,
      );
      return page(call.request, found.map(subscriptionOutput), query.count);
    })
    .on('GET', `${base}/:uuid`, 'subscriptions.read', (call) =>
      json(200, { resource: subscriptionOutput(find(world, callerOf(call), call)) }),
    )
    .on('DELETE', `${base}/:uuid`, 'subscriptions.delete', (call) => {
      world.subscriptions.delete(find(world, callerOf(call), call).uuid);
      return empty();
    });
}

function create(world: World, caller: Caller, given: z.infer<typeof input>): Subscription {
  requirePlan(caller);
  const family = given.events.some((event) => event.startsWith('invitee')) ? 'scheduled_events:read' : null;
  if (family && !covers(caller.scopes, family)) throw invalid();
  const userId = scopeOf(caller, given);
  if ([...world.subscriptions.values()].some(({ url }) => url === given.url))
    throw new Refusal(409, 'Hook with this url already exists');
  const now = world.now();
  const made: Subscription = {
    uuid: crypto.randomUUID(),
    url: given.url,
    events: given.events,
    scope: given.scope,
    organizationId: caller.user.organizationId,
    userId,
    creatorId: caller.user.uuid,
    signingKey: given.signing_key ?? null,
    createdAt: now,
    updatedAt: now,
    retryStartedAt: null,
    state: 'active',
  };
  world.subscriptions.set(made.uuid, made);
  return made;
}

/** The user of a user's subscriptions; null for an organization's. */
function scopeOf(caller: Caller, given: { organization: string; scope: string; user?: string }): string | null {
  if (uuidOf('organizations', given.organization) !== caller.user.organizationId) throw notAllowed();
  if (given.scope === 'organization') {
    if (!isAdmin(caller)) throw notAllowed();
    return null;
  }
  if (given.user === undefined) throw invalid({ parameter: 'user', message: 'is missing' });
  const userId = uuidOf('users', given.user);
  if (userId !== caller.user.uuid && !isAdmin(caller)) throw notAllowed();
  return userId;
}

function find(world: World, caller: Caller, call: Call): Subscription {
  const found = world.subscriptions.get(call.params.uuid ?? '');
  if (!found || found.organizationId !== caller.user.organizationId) throw missing();
  if (found.creatorId !== caller.user.uuid && !isAdmin(caller)) throw notAllowed();
  return found;
}

function requirePlan({ user }: Caller): void {
  if (user.plan === 'without_api') throw planTooSmall();
}

/** Calendly wants https; a receiver on this machine is let through as well. */
function isReachable(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || hostname === '127.0.0.1' || hostname === 'localhost';
}
