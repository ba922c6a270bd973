import { afterEach, describe, expect, it, vi } from 'vitest';
import { afterResponseOnce } from '@/lib/http/after-response';
import type { RequestScope } from '@/lib/http/request-scope';
import type { Deps } from '@/lib/wiring/deps';

type Task = () => Promise<void>;

/** A request of an instance whose answers go out when the test says so. */
function instance() {
  const behindAnswers: Task[] = [];
  const deps = { afterResponse: (task: Task) => behindAnswers.push(task) } as unknown as Deps;
  const scope: RequestScope = { requestId: 'req_test', now: new Date(), deps, log: {} };
  return { scope, behindAnswers, answer: () => Promise.all(behindAnswers.splice(0).map((task) => task())) };
}

afterEach(() => {
  vi.useRealTimers();
});

describe('work that many requests share', () => {
  it('runs once for all requests made before it began', async () => {
    const { scope, answer } = instance();
    const work = vi.fn(async () => {});
    for (let asked = 0; asked < 5; asked += 1) afterResponseOnce(scope, 'jobs', work);
    await answer();
    expect(work).toHaveBeenCalledTimes(1);
  });

  it('runs again, after a pause, for a request made once it has begun', async () => {
    const { scope, answer } = instance();
    const begun: number[] = [];
    const work = async () => {
      begun.push(performance.now());
      if (begun.length === 1) afterResponseOnce(scope, 'jobs', work);
    };
    afterResponseOnce(scope, 'jobs', work);
    const answeredAt = performance.now();
    await answer();
    await answer();
    expect((begun[1] ?? 0) - answeredAt).toBeGreaterThan(90);
  });

  it('does not wait for work of another name', async () => {
    const { scope, behindAnswers } = instance();
    afterResponseOnce(scope, 'slots of one', async () => {});
    afterResponseOnce(scope, 'slots of another', async () => {});
    expect(behindAnswers).toHaveLength(2);
  });

  it('runs for a later request when the first one was lost', async () => {
    vi.useFakeTimers({ toFake: ['performance'] });
    const { scope, behindAnswers, answer } = instance();
    const work = vi.fn(async () => {});
    afterResponseOnce(scope, 'jobs', work);
    behindAnswers.length = 0;
    vi.advanceTimersByTime(9_999);
    afterResponseOnce(scope, 'jobs', work);
    expect(behindAnswers).toHaveLength(0);
    vi.advanceTimersByTime(1);
    afterResponseOnce(scope, 'jobs', work);
    await answer();
    expect(work).toHaveBeenCalledTimes(1);
  });
});
