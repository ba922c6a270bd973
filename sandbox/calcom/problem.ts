import { type Answer, json } from '@/sandbox/provider-kit/answer';

const NAMES: Readonly<Record<number, readonly [code: string, error: string]>> = {
  400: ['BadRequestException', 'Bad Request'],
  401: ['UnauthorizedException', 'Unauthorized'],
  403: ['ForbiddenException', 'Forbidden'],
  404: ['NotFoundException', 'Not Found'],
  409: ['ConflictException', 'Conflict'],
  422: ['UnprocessableEntityException', 'Unprocessable Entity'],
  429: ['ThrottlerException', 'Too Many Requests'],
};

/** The usual error: `{status, timestamp, path, error: {code, message, details}}`. */
export function problem(status: number, path: string, message: string, details?: unknown): Answer {
  const [code, error] = NAMES[status] ?? ['INTERNAL_SERVER_ERROR', 'Internal Server Error'];
  const usual = { message, error, statusCode: status };
  return json(status, {
    status: 'error',
    timestamp: new Date().toISOString(),
    path,
    error: { code, message, ...(status === 429 ? {} : { details: details ?? usual }) },
  });
}

/** Errors of the booking core bypass every filter: `{statusCode, message}`. */
export function bareProblem(status: number, message: string): Answer {
  return json(status, { statusCode: status, message });
}

/** A refusal on its way out of nested calls. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly bare = false,
    readonly details?: unknown,
  ) {
    super(message);
  }

  answer(path: string): Answer {
    return this.bare ? bareProblem(this.status, this.message) : problem(this.status, path, this.message, this.details);
  }
}

export function success(status: number, data: unknown, more: object = {}): Answer {
  return json(status, { status: 'success', data, ...more });
}
