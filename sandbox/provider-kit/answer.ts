/** What a simulator answers with, before it is written out. */
export interface Answer {
  readonly status: number;
  /** Sent as JSON; undefined for no body. */
  readonly body?: unknown;
  /** Sent as it is, instead of `body`. */
  readonly text?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Answer {
  return { status, body, headers };
}

export function empty(status = 204): Answer {
  return { status };
}

export function html(status: number, text: string): Answer {
  return { status, text, headers: { 'content-type': 'text/html; charset=utf-8' } };
}

export function redirect(location: string): Answer {
  return { status: 302, headers: { location } };
}

/** Body and headers as they leave. */
export function render(answer: Answer): { payload: string; headers: Record<string, string> } {
  const isJson = answer.text === undefined && answer.body !== undefined;
  const payload = answer.text ?? (isJson ? JSON.stringify(answer.body) : '');
  return {
    payload,
    headers: {
      ...(isJson ? { 'content-type': 'application/json; charset=utf-8' } : {}),
      'content-length': String(Buffer.byteLength(payload)),
      ...answer.headers,
    },
  };
}
