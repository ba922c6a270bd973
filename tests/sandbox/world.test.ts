import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readConfig } from '@/lib/config/config';
import { environmentSchema } from '@/lib/config/env';
import { processStamp } from '@/sandbox/postgres/process-stamp';
import { freePortFrom } from '@/sandbox/world/free-port';
import { UndoStack } from '@/sandbox/world/undo-stack';
import { worldEnvironment } from '@/sandbox/world/world-environment';
import { takeWorld, WorldTaken } from '@/sandbox/world/world-lock';
import { worldSecrets } from '@/sandbox/world/world-secrets';

const PATIENCE = { timeout: 15_000 };

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'slotline-world-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A process that sleeps, leading a group of its own. */
async function sleeper(): Promise<number> {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' });
  await once(child, 'spawn');
  child.unref();
  return child.pid ?? 0;
}

describe('the folder of a world', () => {
  it('belongs to one process at a time, and the second is told where the first is', async () => {
    const other = await sleeper();
    const owner = processStamp(other) ?? '';
    const held = { owner, command: 'demo', url: 'http://localhost:3000', groups: [] };
    await writeFile(join(folder, 'world.json'), JSON.stringify(held));
    try {
      await expect(takeWorld(folder, 'dev')).rejects.toThrow(WorldTaken);
      await expect(takeWorld(folder, 'dev')).rejects.toThrow(
        `Slotline already runs from this folder at http://localhost:3000 (npm run demo, process ${other}).`,
      );
      expect(processStamp(other)).toBe(owner);
    } finally {
      process.kill(other, 'SIGKILL');
    }
  });

  it('is free again after its release', async () => {
    (await takeWorld(folder, 'demo')).release();
    (await takeWorld(folder, 'dev')).release();
  });

  it.skipIf(process.platform !== 'linux')(
    'is taken over from a killed owner, and what that one left running is ended [needs Linux]',
    async () => {
      const [owner, left] = [await sleeper(), await sleeper()];
      const held = { owner: processStamp(owner), command: 'demo', url: null, groups: [processStamp(left)] };
      await writeFile(join(folder, 'world.json'), JSON.stringify(held));
      process.kill(owner, 'SIGKILL');
      await vi.waitFor(() => expect(processStamp(owner)).toBeNull(), PATIENCE);
      const lock = await takeWorld(folder, 'demo');
      await vi.waitFor(() => expect(processStamp(left)).toBeNull(), PATIENCE);
      lock.release();
    },
  );

  it('does not end a process that merely has the number of one it left', async () => {
    const innocent = await sleeper();
    const held = { owner: '999999:1', command: 'demo', url: null, groups: [`${innocent}:1`, String(innocent)] };
    await writeFile(join(folder, 'world.json'), JSON.stringify(held));
    (await takeWorld(folder, 'demo')).release();
    expect(processStamp(innocent)).not.toBeNull();
    process.kill(innocent, 'SIGKILL');
  });
});

describe('the secrets of a world', () => {
  it('are made once, random, and for their owner alone', async () => {
    const file = join(folder, 'secrets.json');
    const first = await worldSecrets(file);
    expect(await worldSecrets(file)).toEqual(first);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
    expect(await worldSecrets(join(folder, 'other.json'))).not.toEqual(first);
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(first);
  });
});

describe('the environment of a world', () => {
  const made = { DATABASE_URL: 'postgres://made@127.0.0.1/slotline', APP_URL: 'http://localhost:3000' };

  it('lets the shell win, and an .env file nowhere in', () => {
    const given = { DATABASE_URL: 'postgres://mine@127.0.0.1/mine', LOG_LEVEL: 'debug', APP_URL: '  ' };
    const environment = worldEnvironment(made, given);
    expect(environment.DATABASE_URL).toBe(given.DATABASE_URL);
    expect(environment.APP_URL).toBe(made.APP_URL);
    expect(environment.LOG_LEVEL).toBe('debug');
    const names = Object.keys(environmentSchema.shape).filter((name) => name !== 'NODE_ENV');
    expect(Object.keys(environment).sort()).toEqual(names.sort());
    expect(environment.KV_REST_API_URL).toBe('');
  });

  it('is complete with what a world makes', async () => {
    const secrets = await worldSecrets(join(folder, 'secrets.json'));
    const environment = worldEnvironment(
      {
        ...made,
        AUTH_SECRET: secrets.authSecret,
        CRON_SECRET: secrets.cronSecret,
        ENCRYPTION_KEYS: `world:${secrets.encryptionKey}`,
        SIGNALWIRE_API_URL: 'http://127.0.0.1:4000',
        SIGNALWIRE_PROJECT_ID: secrets.carrierProjectId,
        SIGNALWIRE_API_TOKEN: secrets.carrierApiToken,
        SIGNALWIRE_SIGNING_KEY: secrets.carrierSigningKey,
        SIGNALWIRE_FROM_NUMBER: '+12025550199',
      },
      {},
    );
    expect(readConfig(environment).kv).toEqual({ kind: 'database' });
  });
});

it('takes the next port when one is in use, on whichever address', async () => {
  for (const host of ['127.0.0.1', '0.0.0.0']) {
    const taken = createServer().listen(0, host);
    await once(taken, 'listening');
    const { port } = taken.address() as AddressInfo;
    expect(await freePortFrom(port)).toBeGreaterThan(port);
    taken.close();
    await once(taken, 'close');
    expect(await freePortFrom(port)).toBe(port);
  }
});

it('stops in the opposite order of starting, once, and goes on past a failure', async () => {
  const undo = new UndoStack();
  const done: string[] = [];
  undo.add(() => void done.push('first'));
  undo.add(() => {
    throw new Error('stuck');
  });
  undo.add(async () => void done.push('last'));
  await expect(Promise.all([undo.undo(), undo.undo()])).rejects.toThrow('stuck');
  expect(done).toEqual(['last', 'first']);
});
