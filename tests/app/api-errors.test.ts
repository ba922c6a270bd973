import { afterEach, describe, expect, it, vi } from 'vitest';
import { ApiError, api } from '@/app/_components/api';

function answer(status: number, body: string, headers: Record<string, string> = {}) {
  const fetching = vi.fn(async (_path: string, _init: RequestInit) => new Response(body, { status, headers }));
  vi.stubGlobal('fetch', fetching);
  return fetching;
}

async function failure(promise: Promise<unknown>): Promise<ApiError> {
  const error = await promise.then(
    () => null,
    (reason: unknown) => reason,
  );
  if (!(error instanceof ApiError)) throw new Error(`expected an ApiError, got ${String(error)}`);
  return error;
}

afterEach(() => vi.unstubAllGlobals());

describe('the browser’s way to the API', () => {
  it('hands on the words of a problem document, by field', async () => {
    const errors = [{ field: 'attendee_phone', message: 'is too short' }];
    const problem = {
      type: 'about:blank',
      title: 'Bad',
      status: 400,
      code: 'validation_failed',
      detail: 'Look again.',
    };
    answer(400, JSON.stringify({ ...problem, requestId: 'req_1', errors, upgrade_to: ['business'] }));
    const error = await failure(api('/api/bookings', { method: 'POST', body: {} }));
    expect(error).toMatchObject({ code: 'validation_failed', detail: 'Look again.', requestId: 'req_1', status: 400 });
    expect(error.errors).toEqual(errors);
    expect(error.extra).toEqual({ upgrade_to: ['business'] });
  });

  it.each([
    ['a page of a proxy', '<html>502</html>'],
    ['nothing', ''],
    ['JSON of another shape', '[1]'],
    ['errors of another shape', '{"errors":[{"name":"x"}],"detail":3}'],
  ])('says something useful when a failure is %s', async (_what, body) => {
    answer(502, body, { 'x-request-id': 'req_2' });
    const error = await failure(api('/api/bookings'));
    expect(error).toMatchObject({ code: 'unreadable_answer', status: 502, requestId: 'req_2', errors: [] });
    expect(error.detail).not.toBe('');
  });

  it('does not take an unreadable answer for success', async () => {
    answer(200, '<html>sign in to the wifi</html>');
    expect(await failure(api('/api/bookings'))).toMatchObject({ code: 'unreadable_answer' });
  });

  it('tells a broken connection from a refusal', async () => {
    vi.stubGlobal('fetch', async () => {
      throw new TypeError('Failed to fetch');
    });
    expect(await failure(api('/api/bookings'))).toMatchObject({ code: 'network', status: 0 });
  });

  it('gives the reason of an abort, not an error of the API', async () => {
    const signal = AbortSignal.abort('left the page');
    vi.stubGlobal('fetch', async () => {
      throw new DOMException('aborted', 'AbortError');
    });
    await expect(api('/api/bookings', { signal })).rejects.toBe('left the page');
  });

  it('sends JSON, the cookie of this site only, and the key of the attempt', async () => {
    const fetching = answer(201, '{"success":true}');
    await api('/api/bookings', { method: 'POST', body: { a: 1 }, idempotencyKey: 'k1' });
    const init = fetching.mock.calls[0]?.[1];
    const headers = new Headers(init?.headers);
    expect([headers.get('content-type'), headers.get('idempotency-key')]).toEqual(['application/json', 'k1']);
    expect(init).toMatchObject({ method: 'POST', body: '{"a":1}', credentials: 'same-origin' });
  });

  it('accepts an empty success', async () => {
    vi.stubGlobal('fetch', async () => new Response(null, { status: 204 }));
    await expect(api('/api/bookings/bk_1', { method: 'DELETE' })).resolves.toBeUndefined();
  });
});
