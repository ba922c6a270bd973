import { createHash } from 'node:crypto';
import { z } from 'zod';
import { type Answer, empty, json } from '@/sandbox/provider-kit/answer';
import type { Call, Router } from '@/sandbox/provider-kit/router';
import { callerOf, requireReachable } from './admission';
import { type ChannelNotifier, resourceUriOf } from './channel-notifier';
import type { Channel } from './model';
import { Refusal } from './refusal';
import { validated } from './validation';
import type { World } from './world';

const watchInput = z.strictObject({
  id: z.string().regex(/^[A-Za-z0-9\-_+/=]{1,64}$/, 'must be 1 to 64 of [A-Za-z0-9-_+/=]'),
  type: z.enum(['web_hook', 'webhook']),
  address: z.string(),
  token: z.string().max(256).optional(),
  expiration: z.coerce.number().optional(),
  params: z.strictObject({ ttl: z.string().regex(/^\d+$/).optional() }).optional(),
  payload: z.boolean().optional(),
});

const stopInput = z.object({ id: z.string(), resourceId: z.string() });

const MAX_MS = 7 * 24 * 3_600_000;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** `events.watch` and `channels.stop`. */
export function channelRoutes(world: World, router: Router, notifier: ChannelNotifier): void {
  router
    .on('POST', '/calendar/v3/calendars/:calendarId/events/watch', 'events.watch', (call) =>
      watch(world, call, notifier),
    )
    .on('POST', '/calendar/v3/channels/stop', 'channels.stop', (call) => stop(world, call));
}

function watch(world: World, call: Call, notifier: ChannelNotifier): Answer {
  const calendar = requireReachable(world, call);
  const input = validated(watchInput, call.request.json);
  requireReachableAddress(input.address);
  if (world.channels.has(input.id)) throw new Refusal(400, 'channelIdNotUnique', `Channel id ${input.id} not unique`);
  const now = world.now().getTime();
  const wanted = input.params?.ttl === undefined ? input.expiration : now + Number(input.params.ttl) * 1000;
  const channel: Channel = {
    id: input.id,
    resourceId: createHash('sha256').update(calendar.id).digest('base64url').slice(0, 27),
    calendarId: calendar.id,
    accountId: callerOf(call),
    address: input.address,
    token: input.token ?? null,
    expiresAt: new Date(Math.min(wanted ?? now + MAX_MS, now + MAX_MS)),
    messages: 0,
  };
  world.channels.set(channel.id, channel);
  notifier.tell(channel, 'sync');
  return json(200, {
    kind: 'api#channel',
    id: channel.id,
    resourceId: channel.resourceId,
    resourceUri: resourceUriOf(channel),
    ...(channel.token === null ? {} : { token: channel.token }),
    expiration: String(channel.expiresAt.getTime()),
  });
}

function stop(world: World, call: Call): Answer {
  const { id, resourceId } = validated(stopInput, call.request.json);
  const channel = world.channels.get(id);
  if (channel?.resourceId !== resourceId || channel.accountId !== callerOf(call))
    throw new Refusal(404, 'notFound', `Channel '${id}' not found for project`);
  world.channels.delete(id);
  return empty(204);
}

/** Https alone; on this machine, where nobody has a certificate, http, too. */
function requireReachableAddress(address: string): void {
  const url = URL.canParse(address) ? new URL(address) : null;
  const fits = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.has(url.hostname));
  if (!fits) throw new Refusal(400, 'push.webhookUrlNotHttps', `WebHook callback must be HTTPS: ${address}`);
}
