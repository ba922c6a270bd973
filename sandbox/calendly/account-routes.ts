import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { json } from '@/sandbox/provider-kit/answer';
import type { Call, Router } from '@/sandbox/provider-kit/router';
import type { Caller } from './admission';
import { visibleType } from './event-type-routes';
import { userOutput } from './output';
import { missing } from './refusal';
import { uri, uuidOf } from './uris';
import { validated } from './validation';
import type { World } from './world';

const linkInput = z.strictObject({
  max_event_count: z.literal(1),
  owner: z.url(),
  owner_type: z.literal('EventType'),
});

/** Users, and links that book once. */
export function accountRoutes(
  world: World,
  callerOf: (call: Call) => Caller,
  pages: () => string,
  router: Router,
): void {
  router
    .on('GET', '/users/me', 'users.me', (call) => json(200, { resource: userOutput(callerOf(call).user) }))
    .on('GET', '/users/:uuid', 'users.read', (call) => {
      const user = world.user(call.params.uuid ?? '');
      if (user.organizationId !== callerOf(call).user.organizationId) throw missing();
      return json(200, { resource: userOutput(user) });
    })
    .on('POST', '/scheduling_links', 'scheduling-links.create', (call) => {
      const input = validated(linkInput, call.request.json);
      const type = visibleType(world, callerOf(call), uuidOf('event_types', input.owner));
      const code = randomBytes(9).toString('base64url');
      world.links.set(code, type.uuid);
      return json(201, {
        resource: {
          booking_url: `${pages()}/d/${code}/${type.slug ?? 'meeting'}`,
          owner: uri('event_types', type.uuid),
          owner_type: 'EventType',
        },
      });
    });
}
