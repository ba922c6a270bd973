import { randomUUID } from 'node:crypto';
import { type Answer, json } from '@/sandbox/provider-kit/answer';

/** A refusal of the API on its way out of nested calls. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
  ) {
    super(message);
  }

  answer(): Answer {
    return graphError(this.status, this.code, this.message);
  }
}

/** Graph's error body: `{error: {code, message, innerError}}`. */
function graphError(status: number, code: string, message: string): Answer {
  const innerError = { date: new Date().toISOString().slice(0, 19), 'request-id': randomUUID() };
  return json(status, { error: { code, message, innerError } });
}

const CODES: Readonly<Record<number, string>> = {
  400: 'BadRequest',
  401: 'InvalidAuthenticationToken',
  403: 'ErrorAccessDenied',
  404: 'ResourceNotFound',
  429: 'ApplicationThrottled',
  503: 'ServiceUnavailable',
};

/** The error that goes with a bare status. */
export function plainError(status: number, message: string): Answer {
  return graphError(status, CODES[status] ?? 'InternalServerError', message);
}

export function itemNotFound(): Refusal {
  return new Refusal(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');
}

export function badRequest(message: string, code = 'BadRequest'): Refusal {
  return new Refusal(400, code, message);
}
