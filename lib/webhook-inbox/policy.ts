import { MINUTE_MS } from '@/lib/time/units';
/** Pauses before the attempts after the first, in seconds; after the last one a delivery is dead. */
export const retryPauses: readonly number[] = [10, 60, 300, 1800, 7200, 21_600];

/** A delivery that nobody settled is taken up by the cron this long after it came: its request has ended by then. */
export const TAKE_UP_AFTER_MS = 30_000;

/** What happened at the provider longer ago than this when it came was late. */
export const LATE_AFTER_MS = 5 * MINUTE_MS;

/** A change that the provider's list shows is missing once its delivery is this much overdue. */
export const MISSING_AFTER_MS = 3 * MINUTE_MS;

/** Bad signatures at one address within the window that are told to the organization. */
export const badSignatures = { alarmAt: 5, windowSeconds: 900 } as const;
