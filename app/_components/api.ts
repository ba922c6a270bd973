interface ApiFieldError {
  /** Name of the field as it was sent. */
  field: string;
  message: string;
}

interface Problem {
  code: string;
  title: string;
  detail: string;
  status: number;
  requestId: string | null;
  errors: ApiFieldError[];
  /** The other members of the problem document, e.g. `upgrade_to`. */
  extra: Record<string, unknown>;
}

/** An error response of the API. `status` is 0 and `code` is `network` when there was no response. */
export class ApiError extends Error implements Problem {
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly status: number;
  readonly requestId: string | null;
  readonly errors: ApiFieldError[];
  readonly extra: Record<string, unknown>;

  constructor(problem: Problem, options?: ErrorOptions) {
    super(problem.detail, options);
    this.name = 'ApiError';
    this.code = problem.code;
    this.title = problem.title;
    this.detail = problem.detail;
    this.status = problem.status;
    this.requestId = problem.requestId;
    this.errors = problem.errors;
    this.extra = problem.extra;
  }
}

interface ApiRequest<T> {
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as is, instead of `body`, with its own media type. */
  file?: Blob;
  /** Same key, same attempt: the server repeats its first response. See `newIdempotencyKey`. */
  idempotencyKey?: string;
  signal?: AbortSignal;
  /** Parses the response. Without it the response is cast to T: the server checks it against its own contract. */
  schema?: { parse(json: unknown): T };
}

/** Calls the product's own API with the session's cookie. Throws `ApiError`, or the signal's reason when aborted. */
export async function api<T = unknown>(path: string, request: ApiRequest<T> = {}): Promise<T> {
  const headers = new Headers({ accept: 'application/json' });
  if (request.body !== undefined) headers.set('content-type', 'application/json');
  if (request.idempotencyKey) headers.set('idempotency-key', request.idempotencyKey);

  let response: Response;
  let text: string;
  try {
    response = await fetch(path, {
      method: request.method ?? 'GET',
      headers,
      body: request.file ?? (request.body === undefined ? undefined : JSON.stringify(request.body)),
      credentials: 'same-origin',
      signal: request.signal,
    });
    text = await response.text();
  } catch (cause) {
    if (request.signal?.aborted) throw request.signal.reason;
    throw unreachable(cause);
  }

  const json = readJson(text);
  if (!response.ok) throw new ApiError(readProblem(response, json));
  if (text !== '' && json === undefined) throw new ApiError(readProblem(response, undefined));
  return request.schema ? request.schema.parse(json) : (json as T);
}

/** Whether a request failed because the server could not be reached. */
export function isOffline(error: unknown): boolean {
  return error instanceof ApiError && error.code === 'network';
}

/** Fetcher for `useSWR(path, apiGet)`. */
export function apiGet<T>(path: string): Promise<T> {
  return api<T>(path);
}

function unreachable(cause: unknown): ApiError {
  return new ApiError(
    {
      code: 'network',
      title: 'No connection',
      detail: 'We can’t reach the server. Check your connection and try again.',
      status: 0,
      requestId: null,
      errors: [],
      extra: {},
    },
    { cause },
  );
}

function readJson(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function readProblem(response: Response, json: unknown): Problem {
  const problem = problemIn(response, json);
  // The API explains both ways to authenticate; a person in a browser had one, and it has ended.
  return problem.code === 'unauthenticated' ? { ...problem, detail: 'You’ve been signed out.' } : problem;
}

function problemIn(response: Response, json: unknown): Problem {
  const { type: _type, status: _status, code, title, detail, requestId, errors, ...extra } = isRecord(json) ? json : {};
  return {
    code: asText(code) ?? 'unreadable_answer',
    title: asText(title) ?? 'Something went wrong',
    detail: asText(detail) ?? asText(title) ?? `The server answered ${response.status} without a reason.`,
    status: response.status,
    requestId: asText(requestId) ?? response.headers.get('x-request-id'),
    errors: Array.isArray(errors) ? errors.filter(isFieldError) : [],
    extra,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isFieldError(value: unknown): value is ApiFieldError {
  return isRecord(value) && typeof value.field === 'string' && typeof value.message === 'string';
}

function asText(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
