import { describe, expect, it } from 'vitest';
import { openCredentials, sealCredentials } from '@/lib/calendars/connections/internal/vault';
import { rotateCredentials } from '@/lib/calendars/connections/rotate-credentials';
import { createEncryption } from '@/lib/security/encryption';
import { calendarScene, connectionNow } from '@/tests/support/calendar-scene';
import { sharedWorld } from '@/tests/support/world';

const key = (id: string, fill: number) => ({ id, key: Buffer.alloc(32, fill) });
const oldKey = key('k1', 1);
const newKey = key('k2', 2);

const world = sharedWorld();

describe('credentials at rest', () => {
  const encryption = createEncryption([oldKey]);

  it('are unreadable without the key, and do not open on another connection’s row', () => {
    const sealed = sealCredentials(encryption, 'cnx_a', { apiKey: 'cal_live_secret' });
    expect(sealed).not.toContain('cal_live_secret');
    expect(openCredentials(encryption, 'cnx_a', sealed)).toEqual({ apiKey: 'cal_live_secret' });
    expect(() => openCredentials(encryption, 'cnx_b', sealed)).toThrow();
    expect(() => openCredentials(createEncryption([newKey]), 'cnx_a', sealed)).toThrow();
  });

  it('an altered text does not open', () => {
    const sealed = sealCredentials(encryption, 'cnx_a', { apiKey: 'cal_live_secret' });
    const at = sealed.length - 5;
    const altered = `${sealed.slice(0, at)}${sealed[at] === 'A' ? 'B' : 'A'}${sealed.slice(at + 1)}`;
    expect(() => openCredentials(encryption, 'cnx_a', altered)).toThrow();
  });

  it('rotation writes everything anew with the first key, after which the old key can go', async () => {
    const { connectionId } = await calendarScene(world, { secret: { apiKey: 'cal_live_secret' } });
    const both = createEncryption([newKey, oldKey]);
    expect(await rotateCredentials(world.db, both)).toMatchObject({ rotated: 1 });
    expect(await rotateCredentials(world.db, both)).toMatchObject({ rotated: 0 });
    const { credentials } = await connectionNow(world, connectionId);
    expect(openCredentials(createEncryption([newKey]), connectionId, credentials ?? '')).toEqual({
      apiKey: 'cal_live_secret',
    });
  });
});
