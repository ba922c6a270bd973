import { eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { POST as rotate } from '@/app/api/webhook-endpoints/[id]/rotate-secret/route';
import { webhookEndpoints } from '@/lib/db/schema/outgoing';
import { createEncryption } from '@/lib/security/encryption';
import { signingSecrets } from '@/lib/webhook-outbox/endpoints/endpoint-secrets';
import { resealSecrets } from '@/lib/webhook-outbox/endpoints/reseal-secrets';
import { callRoute } from '@/tests/support/call-route';
import { type OutgoingScene, outgoingScene, verified } from '@/tests/support/outgoing-scene';
import { openWorld, type World } from '@/tests/support/world';

let world: World;
let scene: OutgoingScene;

beforeAll(async () => {
  world = await openWorld();
  scene = await outgoingScene(world);
});
afterEach(() => scene.clear());
afterAll(async () => {
  await scene.receiver.stop();
  await world.close();
});

describe('secrets', () => {
  it('during a rotation both the old and the new one verify; after 24 hours only the new one', async () => {
    const { endpoint, secret: old } = await scene.endpoint('rotating');
    const { body } = await callRoute<{ secret: string }>(rotate, {
      as: scene.caller,
      params: { id: endpoint.id },
      body: {},
    });
    expect(body.secret).not.toBe(old);
    await scene.book();
    await scene.drain();
    const [during] = scene.receiver.received('rotating');
    if (!during) throw new Error('Nothing arrived.');
    expect(during.headers['webhook-signature']?.split(' ')).toHaveLength(2);
    expect(verified(old, during)).toEqual(verified(body.secret, during));

    world.clock.advance(24 * 3_600_000 + 1);
    await scene.book();
    await scene.drain();
    const after = scene.receiver.received('rotating')[1];
    if (!after) throw new Error('Nothing arrived.');
    expect(verified(body.secret, after)).toBeTruthy();
    expect(() => verified(old, after)).toThrow();
  });

  it('are encrypted at rest and bound to their row', async () => {
    const { endpoint, secret } = await scene.endpoint('sealed');
    const [row] = await world.db.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, endpoint.id));
    expect(row?.secret).toMatch(/^v1\.k1\./);
    expect(JSON.stringify(row)).not.toContain(secret);
  });

  it('are encrypted anew when a key is rotated, and sign as before', async () => {
    const { endpoint, secret } = await scene.endpoint('resealed');
    await callRoute(rotate, { as: scene.caller, params: { id: endpoint.id }, body: {} });
    const newer = createEncryption([
      { id: 'k2', key: Buffer.alloc(32, 2) },
      { id: 'k1', key: Buffer.alloc(32, 1) },
    ]);
    expect(await resealSecrets(world.db, newer)).toEqual({ seen: 1, rotated: 1 });
    expect(await resealSecrets(world.db, newer)).toEqual({ seen: 1, rotated: 0 });
    const [row] = await world.db.select().from(webhookEndpoints).where(eq(webhookEndpoints.id, endpoint.id));
    if (!row) throw new Error('The endpoint is gone.');
    const alone = createEncryption([{ id: 'k2', key: Buffer.alloc(32, 2) }]);
    expect(signingSecrets(alone, row, world.clock.now())).toContain(secret);
  });
});
