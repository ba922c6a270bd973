import { expect, it } from 'vitest';
import * as unknown from '@/app/api/[...unknown]/route';
import { sharedWorld } from '@/tests/support/world';

sharedWorld();

it.each(Object.entries(unknown))(
  '%s of an address that no route has is a problem document',
  async (method, handler) => {
    const response = await handler(new Request('http://localhost:3000/api/nothing', { method }));
    expect(response.status).toBe(404);
    expect(response.headers.get('content-type')).toBe('application/problem+json');
    expect(await response.json()).toMatchObject({ status: 404, code: 'not_found', requestId: expect.any(String) });
  },
);
