import type { z } from 'zod';
import type { Clock } from '@/lib/core/clock';
import { AppError } from '@/lib/core/errors';
import { wireFailure, wireOne, wirePage } from './wire';

/** The address and token a workspace is read with. */
export interface EmailBisonAccess {
  /** Of the instance, without `/api`. */
  baseUrl: string;
  /** Of an API user: bound to one workspace. */
  token: string;
}

interface EmailBisonPage<Item> {
  items: Item[];
  /** Null on the last page. */
  nextPage: number | null;
}

/**
 * Reads a workspace, and can only read: nothing here can send email or resume a campaign. Every function throws AppError
 * `provider_unavailable` without an answer, and `provider_failed` with the reason `token_refused`, `missing` or `refused`.
 */
export interface EmailBisonClient {
  page<S extends z.ZodType>(
    access: EmailBisonAccess,
    path: string,
    item: S,
    page: number,
    query?: Record<string, string>,
  ): Promise<EmailBisonPage<z.output<S>>>;
  one<S extends z.ZodType>(access: EmailBisonAccess, path: string, item: S): Promise<z.output<S>>;
}

const TIMEOUT_MS = 15_000;
const MAX_ATTEMPTS = 3;
const FIRST_PAUSE_MS = 500;
/** A longer `Retry-After` is left to the next round. */
const MAX_PAUSE_MS = 10_000;

export function createEmailBisonClient({
  clock,
  fetch: doFetch = fetch,
}: {
  clock: Clock;
  fetch?: typeof fetch;
}): EmailBisonClient {
  async function once(access: EmailBisonAccess, path: string, query: URLSearchParams): Promise<Response | null> {
    const url = `${access.baseUrl.replace(/\/+$/, '')}/api${path}${query.size > 0 ? `?${query}` : ''}`;
    try {
      return await doFetch(url, {
        method: 'GET',
        headers: { accept: 'application/json', authorization: `Bearer ${access.token}` },
        redirect: 'manual',
        cache: 'no-store',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch {
      return null;
    }
  }

  async function read(access: EmailBisonAccess, path: string, query: URLSearchParams): Promise<unknown> {
    for (let attempt = 1; ; attempt += 1) {
      const response = await once(access, path, query);
      if (response && response.status < 500 && response.status !== 429) {
        const body: unknown = await response.json().catch(() => undefined);
        return answerOf(response.status, body);
      }
      const retryAfter = Number(response?.headers.get('retry-after') ?? Number.NaN) * 1000;
      const pause = Number.isFinite(retryAfter) ? retryAfter : FIRST_PAUSE_MS * 2 ** (attempt - 1);
      if (attempt === MAX_ATTEMPTS || pause > MAX_PAUSE_MS)
        throw new AppError('provider_unavailable', 'EmailBison can’t be reached right now. Try again in a minute.', {
          retryAfterSeconds: Math.max(30, Math.ceil(pause / 1000)),
        });
      await clock.sleepUntil(new Date(clock.now().getTime() + pause));
    }
  }

  return {
    async page(access, path, item, page, query = {}) {
      const answer = wirePage.safeParse(
        await read(access, path, new URLSearchParams({ ...query, page: String(page) })),
      );
      if (!answer.success) throw refused('refused', 'unexpected shape of a page');
      const { data, meta } = answer.data;
      const items = data.map((one) => {
        const parsed = item.safeParse(one);
        if (!parsed.success) throw refused('refused', `unexpected shape at ${parsed.error.issues[0]?.path.join('.')}`);
        return parsed.data;
      });
      return { items, nextPage: meta && page < meta.last_page ? page + 1 : null };
    },
    async one(access, path, item) {
      const answer = wireOne.safeParse(await read(access, path, new URLSearchParams()));
      const parsed = answer.success ? item.safeParse(answer.data.data) : null;
      if (!parsed?.success) throw refused('refused', 'unexpected shape');
      return parsed.data;
    },
  };
}

function answerOf(status: number, body: unknown): unknown {
  if (status === 401 || status === 403) throw refused('token_refused', `HTTP ${status}`);
  if (status === 404) throw refused('missing', 'HTTP 404');
  if (status >= 300) throw refused('refused', `HTTP ${status}`);
  // Some refusals come with status 200.
  if (wireFailure.safeParse(body).success) throw refused('refused', 'success: false');
  return body;
}

const sentences = {
  token_refused: 'EmailBison rejected this token. Create one for an API user of the workspace.',
  missing: 'EmailBison no longer has this record.',
  refused: 'EmailBison sent a response we couldn’t read.',
} as const;

function refused(reason: keyof typeof sentences, detail: string): AppError {
  return new AppError('provider_failed', sentences[reason], { extra: { reason }, detail });
}
