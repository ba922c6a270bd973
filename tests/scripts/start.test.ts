import { describe, expect, it } from 'vitest';
import { environmentSchema } from '@/lib/config/env';
import { everythingSet, nothingSet, runCommand } from './run-command';

const ROOMY = 60_000;

describe('a production server', () => {
  it('refuses to start without a database, and says what to do', { timeout: ROOMY }, async () => {
    const { code, stderr } = await runCommand('scripts/start.ts', {
      ...everythingSet('postgres://unused@127.0.0.1/unused'),
      DATABASE_URL: '',
    });
    expect(code).toBe(1);
    expect(stderr).toContain('DATABASE_URL is missing: it must be the postgres:// address of a database');
    expect(stderr).toContain('npm run doctor');
    expect(stderr).toContain('npm run demo');
    expect(stderr).not.toContain('AUTH_SECRET');
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  it('names every fault at once, each with its rule', { timeout: ROOMY }, async () => {
    const { code, stderr } = await runCommand('scripts/start.ts', nothingSet);
    expect(code).toBe(1);
    for (const name of Object.keys(nothingSet))
      expect(stderr).toMatch(new RegExp(`^  ${name} is missing: it .{10,}$`, 'm'));
  });

  it('names what is unfit, and what is only half there, together with what is missing', {
    timeout: ROOMY,
  }, async () => {
    const { code, stderr } = await runCommand('scripts/start.ts', {
      ...everythingSet('postgres://unused@127.0.0.1/unused'),
      CRON_SECRET: '',
      ENCRYPTION_KEYS: 'k1:dG9vIHNob3J0',
      KV_REST_API_URL: 'https://kv.example.com',
      GOOGLE_CLIENT_SECRET: 'secret',
      SIGNALWIRE_CALLS_PER_SECOND: '-1',
    });
    expect(code).toBe(1);
    expect(stderr).toContain('CRON_SECRET is missing');
    expect(stderr).toContain('ENCRYPTION_KEYS must be id:base64key');
    expect(stderr).toContain('KV_REST_API_TOKEN is missing: KV_REST_API_URL needs it');
    expect(stderr).toContain('GOOGLE_CLIENT_ID is missing: GOOGLE_CLIENT_SECRET needs it');
    expect(stderr).toContain('SIGNALWIRE_CALLS_PER_SECOND must be a number above 0');
  });

  it('tests every variable that has no default', () => {
    const required = Object.entries(environmentSchema.shape)
      .filter(([, schema]) => !schema.safeParse(undefined).success)
      .map(([name]) => name);
    expect(required.sort()).toEqual(Object.keys(nothingSet).sort());
  });

  it('checks again where it runs, when it was started some other way', { timeout: ROOMY }, async () => {
    const boot = await runCommand('tests/scripts/boot-check-run.ts', { ...nothingSet, NEXT_RUNTIME: 'nodejs' });
    expect(boot.code).toBe(1);
    expect(boot.stderr).toContain('DATABASE_URL is missing');
    const valid = everythingSet('postgres://unused@127.0.0.1/unused');
    expect((await runCommand('tests/scripts/boot-check-run.ts', { ...valid, NEXT_RUNTIME: 'nodejs' })).code).toBe(0);
  });
});
