import type { z } from 'zod';

/** A signed-in person who uses the API as a browser would. */
export interface ApiClient {
  get<S extends z.ZodType>(path: string, answer: S): Promise<z.output<S>>;
  post<S extends z.ZodType>(
    path: string,
    body: unknown,
    answer: S,
    headers?: Record<string, string>,
  ): Promise<z.output<S>>;
}

/** The app answered with a problem document. */
export class ApiProblem extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
    this.name = 'ApiProblem';
  }
}

/** Signs in and returns the client that carries the session. @throws ApiProblem */
export async function signIn(appUrl: string, email: string, password: string): Promise<ApiClient> {
  const response = await send(appUrl, '/api/auth/sign-in', 'POST', { email, password }, { origin: appUrl });
  const cookie = response.headers.getSetCookie().map((line) => line.split(';')[0]);
  if (cookie.length === 0) throw new Error('Sign-in returned no session cookie.');
  const session = { origin: appUrl, cookie: cookie.join('; ') };
  return {
    async get(path, answer) {
      return answer.parse(await (await send(appUrl, path, 'GET', undefined, session)).json());
    },
    async post(path, body, answer, headers = {}) {
      return answer.parse(await (await send(appUrl, path, 'POST', body, { ...session, ...headers })).json());
    },
  };
}

async function send(
  appUrl: string,
  path: string,
  method: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<Response> {
  const response = await fetch(new URL(path, appUrl), {
    method,
    headers: { ...headers, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(30_000),
  });
  if (response.ok) return response;
  const text = await response.text();
  const { code, detail, title } = problemOf(text);
  throw new ApiProblem(
    response.status,
    code,
    `${method} ${path} answered ${response.status}: ${detail ?? title ?? text}`,
  );
}

function problemOf(text: string): { code: string; detail?: string; title?: string } {
  try {
    const problem = JSON.parse(text);
    return { code: String(problem.code), detail: problem.detail, title: problem.title };
  } catch {
    return { code: 'unreadable' };
  }
}
