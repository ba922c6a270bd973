import { z } from 'zod';
import type { Answer } from '@/sandbox/provider-kit/answer';
import type { Call, Router } from '@/sandbox/provider-kit/router';
import { requireCaller } from './admission';
import type { Webhook } from './model';
import { Refusal, success } from './problem';
import { validated } from './validation';
import type { World } from './world';

const TRIGGERS = [
  'BOOKING_CREATED',
  'BOOKING_REQUESTED',
  'BOOKING_REJECTED',
  'BOOKING_RESCHEDULED',
  'BOOKING_CANCELLED',
  'BOOKING_PAYMENT_INITIATED',
  'BOOKING_PAID',
  'BOOKING_NO_SHOW_UPDATED',
  'BOOKING_LOCATION_UPDATED',
  'BOOKING_REASSIGNED',
  'MEETING_STARTED',
  'MEETING_ENDED',
  'RECORDING_READY',
  'RECORDING_TRANSCRIPTION_GENERATED',
  'INSTANT_MEETING',
  'OOO_CREATED',
  'FORM_SUBMITTED',
  'FORM_SUBMITTED_NO_EVENT',
] as const;

const input = z.strictObject({
  active: z.boolean(),
  subscriberUrl: z.url().refine(isReachable, 'subscriberUrl must be an https address'),
  triggers: z.array(z.enum(TRIGGERS)),
  payloadTemplate: z.string().optional(),
  secret: z.string().optional(),
  version: z.enum(['2021-10-20', '2026-07-27']).optional(),
});

/** Subscriptions of a user, of one of his event types, and of one of a team's. */
export function webhookRoutes(world: World, router: Router): void {
  for (const [base, prefix] of [
    ['/v2/webhooks', 'webhooks'],
    ['/v2/event-types/:eventTypeId/webhooks', 'event-type-webhooks'],
    ['/v2/teams/:teamId/event-types/:eventTypeId/webhooks', 'team-event-type-webhooks'],
  ] as const) {
    router
      .on('POST', base, `${prefix}.create`, (call) => create(world, call))
      .on('GET', base, `${prefix}.list`, (call) => list(world, call))
      .on('GET', `${base}/:id`, `${prefix}.read`, (call) => success(200, output(find(world, call))))
      .on('PATCH', `${base}/:id`, `${prefix}.change`, (call) => change(world, call))
      .on('DELETE', `${base}/:id`, `${prefix}.delete`, (call) => {
        const webhook = find(world, call);
        world.webhooks.delete(webhook.id);
        return success(200, output(webhook));
      });
  }
}

function create(world: World, call: Call): Answer {
  const given = validated(input, call.request.json);
  const scope = scopeOf(world, call);
  refuseTwice(world, scope, given.subscriberUrl, null);
  const webhook: Webhook = {
    ...scope,
    id: crypto.randomUUID(),
    subscriberUrl: given.subscriberUrl,
    triggers: given.triggers,
    active: given.active,
    payloadTemplate: given.payloadTemplate ?? '',
    secret: given.secret ?? null,
    version: given.version ?? '2021-10-20',
  };
  world.webhooks.set(webhook.id, webhook);
  return success(201, output(webhook));
}

function change(world: World, call: Call): Answer {
  const webhook = find(world, call);
  const given = validated(input.partial(), call.request.json);
  if (given.subscriberUrl) refuseTwice(world, webhook, given.subscriberUrl, webhook.id);
  Object.assign(webhook, given);
  return success(200, output(webhook));
}

function list(world: World, call: Call): Answer {
  const { query } = call.request;
  const skip = Number(query.get('skip') ?? 0);
  const take = Number(query.get('take') ?? 250);
  if (!(take >= 1 && take <= 250)) throw new Refusal(400, 'take must be between 1 and 250');
  return success(
    200,
    inScope(world, scopeOf(world, call))
      .slice(skip, skip + take)
      .map(output),
  );
}

type Scope = Pick<Webhook, 'userId' | 'eventTypeId'>;

function scopeOf(world: World, { request, params }: Call): Scope {
  const userId = requireCaller(world, request);
  if (params.eventTypeId === undefined) return { userId, eventTypeId: null };
  const type = world.eventTypes.get(Number(params.eventTypeId));
  const ofTeam = params.teamId !== undefined;
  const isMeant = ofTeam ? type?.teamId === Number(params.teamId) : type?.ownerId === userId;
  if (!type || !isMeant) throw new Refusal(404, `Event type (${params.eventTypeId}) not found`);
  if (ofTeam && !world.isTeamAdmin(userId, Number(params.teamId)))
    throw new Refusal(403, 'RolesGuard - User is not an admin of the team.');
  return { userId, eventTypeId: type.id };
}

function inScope(world: World, { userId, eventTypeId }: Scope): Webhook[] {
  return [...world.webhooks.values()].filter((one) => one.userId === userId && one.eventTypeId === eventTypeId);
}

function find(world: World, call: Call): Webhook {
  const webhook = inScope(world, scopeOf(world, call)).find(({ id }) => id === call.params.id);
  if (!webhook) throw new Refusal(404, `Webhook (${call.params.id}) not found`);
  return webhook;
}

function refuseTwice(world: World, scope: Scope, url: string, exceptId: string | null): void {
  if (inScope(world, scope).some((one) => one.subscriberUrl === url && one.id !== exceptId))
    throw new Refusal(409, 'Webhook with this subscriber url already exists for this user');
}

/** Cal.com wants https; a receiver on this machine is let through as well. */
function isReachable(address: string): boolean {
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' || hostname === '127.0.0.1' || hostname === 'localhost';
}

/** Anyone who may read the subscription sees the secret in clear. */
function output(webhook: Webhook): object {
  const { id, userId, eventTypeId, subscriberUrl, triggers, active, payloadTemplate, secret } = webhook;
  return {
    id,
    ...(eventTypeId === null ? { userId } : { eventTypeId }),
    subscriberUrl,
    triggers,
    active,
    payloadTemplate,
    ...(secret === null ? {} : { secret }),
  };
}
