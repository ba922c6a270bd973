import { expect, it } from 'vitest';
import { z } from 'zod';
import { CachedBody } from '@/lib/http/routes/cached-body';
import { definePublicRoute } from '@/lib/http/routes/define-route';
import { callRoute } from '@/tests/support/call-route';
import { sharedWorld } from '@/tests/support/world';

sharedWorld();

it('a lasting body is checked once, by the schema of each route that gives it, and nothing undeclared leaves', async () => {
  const body = { declared: 'yes', undeclared: 'secret' };
  let checked = 0;
  const declared = z.string().refine(() => {
    checked += 1;
    return true;
  });
  const answering = (schema: z.ZodObject) =>
    definePublicRoute({ route: '/api/health', response: schema }, async () => new CachedBody(body));
  const route = answering(z.object({ declared }));
  for (let time = 0; time < 3; time += 1) {
    const { status, body: answered, headers } = await callRoute(route);
    expect([status, answered]).toEqual([200, { declared: 'yes' }]);
    expect(headers.get('content-type')).toBe('application/json');
    expect(headers.get('cache-control')).toBe('no-store');
  }
  expect(checked).toBe(1);
  expect((await callRoute(answering(z.object({})))).body).toEqual({});
  expect((await callRoute(answering(z.object({ missing: z.string() })))).status).toBe(500);
});
