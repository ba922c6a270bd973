import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Answer, empty, json } from '@/sandbox/provider-kit/answer';
import type { Call, Router } from '@/sandbox/provider-kit/router';
import { callerOf } from './admission';
import type { Subscription } from './model';
import { badRequest, Refusal } from './refusal';
import { validated } from './validation';
import type { World } from './world';

const KINDS = ['created', 'updated', 'deleted'];
const address = z.url({ protocol: /^https?$/ });
const createInput = z.strictObject({
  changeType: z.string().refine((text) => text.split(',').every((kind) => KINDS.includes(kind)), 'unknown change type'),
  notificationUrl: address,
  lifecycleNotificationUrl: address.optional(),
  resource: z.string().regex(/^\/?me\/(calendars\/[^/]+\/)?events$/, 'is no resource that can be watched'),
  expirationDateTime: z.iso.datetime(),
  clientState: z.string().max(128).optional(),
});
const renewInput = z.strictObject({ expirationDateTime: z.iso.datetime() });

const MAX_MS = 10_080 * 60_000;
const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Subscriptions: made once the receiver has answered the handshake, renewed by PATCH. */
export function subscriptionRoutes(world: World, router: Router, handshakeTimeoutMs: number): void {
  router
    .on('POST', '/v1.0/subscriptions', 'subscriptions.create', (call) => create(world, call, handshakeTimeoutMs))
    .on('GET', '/v1.0/subscriptions/:id', 'subscriptions.read', (call) => json(200, output(find(world, call))))
    .on('PATCH', '/v1.0/subscriptions/:id', 'subscriptions.renew', (call) => renew(world, call))
    .on('DELETE', '/v1.0/subscriptions/:id', 'subscriptions.delete', (call) => {
      world.subscriptions.delete(find(world, call).id);
      return empty(204);
    });
}

async function create(world: World, call: Call, handshakeTimeoutMs: number): Promise<Answer> {
  const input = validated(createInput, call.request.json);
  const urls = [input.notificationUrl, ...(input.lifecycleNotificationUrl ? [input.lifecycleNotificationUrl] : [])];
  for (const url of new Set(urls)) await shakeHands(url, handshakeTimeoutMs);
  const subscription: Subscription = {
    id: randomUUID(),
    accountId: callerOf(call).id,
    resource: input.resource,
    changeType: input.changeType,
    notificationUrl: input.notificationUrl,
    lifecycleNotificationUrl: input.lifecycleNotificationUrl ?? null,
    clientState: input.clientState ?? null,
    expiresAt: requireLifetime(world, input.expirationDateTime),
  };
  world.subscriptions.set(subscription.id, subscription);
  return json(201, output(subscription));
}

function renew(world: World, call: Call): Answer {
  const { expirationDateTime } = validated(renewInput, call.request.json);
  const subscription = find(world, call);
  subscription.expiresAt = requireLifetime(world, expirationDateTime);
  return json(200, output(subscription));
}

/** The receiver has to answer a token as plain text within seconds. @throws Refusal 400 */
async function shakeHands(url: string, timeoutMs: number): Promise<void> {
  const { protocol, hostname } = new URL(url);
  // On this machine, where nobody has a certificate, http will do.
  if (protocol !== 'https:' && !LOOPBACK.has(hostname))
    throw badRequest('Notification URLs must be https.', 'InvalidRequest');
  const token = `Validation: Testing client application reachability ${randomUUID()} <&">`;
  const target = new URL(url);
  target.searchParams.set('validationToken', token);
  try {
    const answer = await fetch(target, {
      method: 'POST',
      headers: { 'content-type': 'text/plain; charset=utf-8' },
      signal: AbortSignal.timeout(timeoutMs),
    });
    const text = await answer.text();
    const isPlain = (answer.headers.get('content-type') ?? '').startsWith('text/plain');
    if (answer.status === 200 && isPlain && text === token) return;
  } catch {
    // Told below: whatever went wrong, the address did not prove itself.
  }
  throw badRequest(
    'Subscription validation request failed. Notification endpoint must respond with 200 OK.',
    'ValidationError',
  );
}

function requireLifetime(world: World, text: string): Date {
  const expiresAt = new Date(text);
  const left = expiresAt.getTime() - world.now().getTime();
  if (left <= 0 || left > MAX_MS)
    throw badRequest('Subscription expiration can only be 10080 minutes in the future.', 'ExtensionError');
  return expiresAt;
}

function find(world: World, call: Call): Subscription {
  const found = world.subscriptions.get(call.params.id ?? '');
  if (found?.accountId !== callerOf(call).id || found.expiresAt <= world.now())
    throw new Refusal(404, 'ResourceNotFound', 'The object was not found.');
  return found;
}

function output({ accountId, expiresAt, clientState: _, ...rest }: Subscription): object {
  return { ...rest, clientState: null, creatorId: accountId, expirationDateTime: expiresAt.toISOString() };
}
