import { AppError } from '@/lib/core/errors';
import type { Kv } from '@/lib/kv/port';

/** How often one caller may use a group of routes. */
export interface RateRule {
  bucket: string;
  limit: number;
  windowSeconds: number;
}

/** What an ordinary member's route allows. */
export const ORDINARY_RATE: RateRule = { bucket: 'api', limit: 600, windowSeconds: 60 };

/** @throws AppError `rate_limited` with the seconds to wait */
export async function requireRate(kv: Kv, rule: RateRule, caller: string, now: Date): Promise<void> {
  const answer = await kv.take(`rate:${rule.bucket}:${caller}`, rule.limit, rule.windowSeconds, now);
  if (!answer.allowed)
    throw new AppError('rate_limited', `Too many requests. Try again in ${answer.retryAfterSeconds} s.`, {
      retryAfterSeconds: answer.retryAfterSeconds,
    });
}
