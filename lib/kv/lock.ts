import type { Clock } from '@/lib/core/clock';
import { randomOctets } from '@/lib/core/ids';
import type { Kv } from './port';

/** Runs work while it holds the lock; null when somebody else holds it. After `ttlSeconds` the lock is free again. */
export async function tryWithLock<Result extends NonNullable<unknown>>(
  kv: Kv,
  key: string,
  ttlSeconds: number,
  work: () => Promise<Result>,
): Promise<Result | null> {
  const holder = randomOctets(12).toString('base64url');
  if (!(await kv.setIfAbsent(key, holder, ttlSeconds))) return null;
  try {
    return await work();
  } finally {
    await kv.compareAndDelete(key, holder);
  }
}

export interface LockPatience {
  /** Longer than the work may take. */
  ttlSeconds: number;
  waitMs: number;
  pollMs: number;
  /** What to throw when the lock is not free within `waitMs`. */
  onTimeout: () => Error;
}

/** Runs work under a lock, waiting for those who hold it. @throws what `onTimeout` makes */
export async function withLock<Result>(
  { kv, clock }: { kv: Kv; clock: Clock },
  key: string,
  { ttlSeconds, waitMs, pollMs, onTimeout }: LockPatience,
  work: () => Promise<Result>,
): Promise<Result> {
  const giveUpAt = clock.elapsed() + waitMs;
  for (;;) {
    const done = await tryWithLock(kv, key, ttlSeconds, async () => ({ result: await work() }));
    if (done) return done.result;
    if (clock.elapsed() > giveUpAt) throw onTimeout();
    await clock.sleepUntil(new Date(clock.now().getTime() + pollMs));
  }
}
