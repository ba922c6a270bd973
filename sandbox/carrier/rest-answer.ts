import type { ServerResponse } from 'node:http';

/** What an API handler answers with, before it is written out. */
export interface RestAnswer {
  readonly status: number;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
  /** Done once the answer is on its way (or has been lost on the way). */
  readonly afterwards?: () => void;
  /** For the ledger of orders. */
  readonly callSid?: string;
  readonly errorCodes?: readonly string[];
}

const MORE_INFO = 'https://developer.signalwire.com/rest/error-codes/#';

export function json(status: number, body: unknown): RestAnswer {
  return { status, body: JSON.stringify(body) };
}

/** The usual error: `{code, message, more_info, status}`. */
export function usualError(status: number, code: number, message: string): RestAnswer {
  return {
    ...json(status, { code, message, more_info: `${MORE_INFO}${code}`, status }),
    errorCodes: [String(code)],
  };
}

export interface ValidationFailure {
  readonly code: string;
  readonly message: string;
}

/** The error of a creation that did not pass: `{errors: [{code, message, more_info}]}`. */
export function validationError(failures: readonly ValidationFailure[]): RestAnswer {
  const errors = failures.map(({ code, message }) => ({ code, message, more_info: `${MORE_INFO}${code}` }));
  return { ...json(400, { errors }), errorCodes: failures.map(({ code }) => code) };
}

export const notFound = (): RestAnswer => usualError(404, 20404, 'The requested resource was not found');

export function writeAnswer(response: ServerResponse, answer: RestAnswer): void {
  if (!response.destroyed) {
    response.writeHead(answer.status, {
      'content-type': 'application/json; charset=utf-8',
      'content-length': Buffer.byteLength(answer.body),
      ...answer.headers,
    });
    response.end(answer.body);
  }
}
