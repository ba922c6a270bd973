import { NextRequest } from 'next/server';
import { describe, expect, it } from 'vitest';
import { safeNext } from '@/lib/http/session/page-address';
import { pageHeaders } from '@/lib/security/page-headers';
import { proxy } from '@/proxy';
import { sharedWorld } from '@/tests/support/world';

sharedWorld();

function directives(policy: string): Map<string, string> {
  return new Map(
    policy.split('; ').map((one) => [one.split(' ')[0] ?? '', one.split(' ').slice(1).join(' ')] as const),
  );
}

describe('the headers of a page', () => {
  it('let only this answer’s scripts run, and nobody frame it', () => {
    const first = proxy(new NextRequest('http://localhost:3000/bookings?status=pending&_rsc=1'));
    const policy = directives(first.headers.get('content-security-policy') ?? '');
    expect(policy.get('script-src')).toMatch(/^'self' 'nonce-[\w+/=]{24}' 'strict-dynamic'$/);
    expect(policy.get('style-src')).toMatch(/^'self' 'nonce-[\w+/=]{24}'$/);
    expect(policy.get('frame-ancestors')).toBe("'none'");
    expect(policy.get('connect-src')).toBe("'self'");
    expect([...policy.values()].join(' ')).not.toMatch(/https?:|\*/);
    expect(first.headers.get('x-content-type-options')).toBe('nosniff');
    expect(first.headers.get('x-middleware-request-x-page-address')).toBe('/bookings?status=pending');
  });

  it('let Calendly into a frame on the page that shows it, and nowhere else', () => {
    const frames = (path: string) =>
      directives(
        proxy(new NextRequest(`http://localhost:3000${path}`)).headers.get('content-security-policy') ?? '',
      ).get('frame-src');
    expect(frames('/settings/integrations/cnx_1/preview')).toBe('https://calendly.com');
    expect(frames('/settings/integrations/cnx_1')).toBe("'none'");
    expect(frames('/settings/integrations/cnx_1/preview/more')).toBe("'none'");
    expect(frames('/bookings?to=/settings/integrations/cnx_1/preview')).toBe("'none'");
  });

  it('make a new nonce for every answer', () => {
    const nonces = [1, 2, 3].map(() =>
      proxy(new NextRequest('http://localhost:3000/')).headers.get('content-security-policy'),
    );
    expect(new Set(nonces).size).toBe(3);
  });

  it('a client cannot bring its own nonce or address', () => {
    const answer = proxy(
      new NextRequest('http://localhost:3000/calls', {
        headers: { 'x-nonce': 'mine', 'x-page-address': '//evil.example' },
      }),
    );
    expect(answer.headers.get('x-middleware-request-x-nonce')).not.toBe('mine');
    expect(answer.headers.get('x-middleware-request-x-page-address')).toBe('/calls');
  });

  it('ask for https where it is there, and for eval nowhere but in development', () => {
    const https = pageHeaders({ nonce: 'n', https: true, development: false });
    expect(https['strict-transport-security']).toContain('max-age=');
    expect(https['content-security-policy']).toContain('upgrade-insecure-requests');
    expect(https['content-security-policy']).not.toContain('unsafe-eval');
    const http = pageHeaders({ nonce: 'n', https: false, development: false });
    expect(http).not.toHaveProperty('strict-transport-security');
  });
});

describe('where one lands after signing in', () => {
  it.each(['/bookings', '/bookings?status=pending', '/calls/call_1'])('%s is one of our pages', (address) => {
    expect(safeNext(address)).toBe(address);
  });

  it.each([
    undefined,
    '',
    'https://evil.example',
    '//evil.example',
    '/\\evil.example',
    'bookings',
    '/api/auth/me',
    '/sign-in',
  ])('%s leads home', (address) => {
    expect(safeNext(address)).toBe('/');
  });
});
