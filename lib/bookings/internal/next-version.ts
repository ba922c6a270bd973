/** The `updated_at` of a change: now, yet always later than the one before, so that it tells versions apart. */
export function nextVersion(before: Date, now: Date): Date {
  return new Date(Math.max(now.getTime(), before.getTime() + 1));
}
