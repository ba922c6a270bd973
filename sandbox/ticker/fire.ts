/** What became of one request. */
export interface FireResult {
  /** Null: no answer came. */
  status: number | null;
  /** Body of an answer, up to 2,000 characters, or why there was none. */
  answer: string;
  durationMs: number;
}

/** Sends the request that Vercel Cron sends. Redirects are not followed, nothing is retried. Never throws. */
export async function fire(
  target: { appUrl: string; path: string; schedule: string; cronSecret: string },
  signal: AbortSignal,
): Promise<FireResult> {
  const startedAt = performance.now();
  const durationMs = () => Math.round(performance.now() - startedAt);
  try {
    const response = await fetch(new URL(target.path, target.appUrl), {
      headers: {
        authorization: `Bearer ${target.cronSecret}`,
        'user-agent': 'vercel-cron/1.0',
        'x-vercel-cron-schedule': target.schedule,
      },
      redirect: 'manual',
      signal,
    });
    const answer = (await response.text()).slice(0, 2_000);
    return { status: response.status, answer, durationMs: durationMs() };
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
    return { status: null, answer: cause instanceof Error ? cause.message : String(cause), durationMs: durationMs() };
  }
}
