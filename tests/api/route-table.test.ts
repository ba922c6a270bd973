import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { GET as openapi } from '@/app/api/openapi.json/route';
import { rawRoutes, routes } from '@/app/api/route-table';
import { methods, operations } from '@/lib/http/routes/describe-api';
import { openWorld, type World } from '@/tests/support/world';

const root = fileURLToPath(new URL('../../app', import.meta.url));

function addressesOnDisk(): string[] {
  return readdirSync(`${root}/api`, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('route.ts') && !path.startsWith('[...'))
    .map((path) => `/api/${path.replaceAll('\\', '/').replace(/\/route\.ts$/, '')}`)
    .sort();
}

describe('app/api/route-table.ts', () => {
  it('lists every route on disk, and no other', () => {
    expect([...Object.keys(routes), ...Object.keys(rawRoutes)].sort()).toEqual(addressesOnDisk());
  });

  it.each(operations(routes))('$method $address declares the address at which it stands', ({ address, handler }) => {
    expect(handler.declaration.route).toBe(address);
  });

  it.each(Object.keys(rawRoutes))('%s answers the method that it is listed with', async (address) => {
    const module: Record<string, unknown> = await import(/* @vite-ignore */ `${root}${address}/route.ts`);
    expect(methods.filter((method) => method in module)).toEqual([rawRoutes[address]?.method]);
  });
});

describe('GET /api/openapi.json', () => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld();
  });
  afterAll(() => world.close());

  it('describes every operation, with its schemas, in OpenAPI 3.1', async () => {
    const response = await openapi(new Request('http://localhost:3000/api/openapi.json'));
    expect(response.status).toBe(200);
    const document = await response.json();
    expect(document.openapi).toBe('3.1.0');
    const described = Object.values<Record<string, { operationId: string }>>(document.paths).flatMap(Object.values);
    expect(described).toHaveLength(operations(routes).length + Object.keys(rawRoutes).length);
    const ids = described.map(({ operationId }) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(document.paths['/api/members/{id}'].patch).toMatchObject({
      'x-permission': 'members:write',
      parameters: [{ name: 'id', in: 'path', required: true }],
      requestBody: { content: { 'application/json': { schema: { required: ['role'] } } } },
    });
    expect(document.paths['/api/auth/sign-in'].post.security).toEqual([]);
  });
});
