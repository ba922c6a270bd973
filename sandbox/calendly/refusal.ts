import { type Answer, json } from '@/sandbox/provider-kit/answer';

interface Detail {
  readonly parameter?: string;
  readonly message: string;
  readonly code?: string;
}

const TITLES: Readonly<Record<number, string>> = {
  400: 'Invalid Argument',
  401: 'Unauthenticated',
  403: 'Permission Denied',
  404: 'Resource Not Found',
  409: 'Already Exists',
  429: 'Too Many Requests',
};

/** A refusal of the API on its way out of nested calls: `{title, message, details?}`. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    message: string,
    readonly more: { details?: readonly Detail[]; title?: string; required_scopes?: readonly string[] } = {},
  ) {
    super(message);
  }

  answer(): Answer {
    return problem(this.status, this.message, this.more);
  }
}

/** A refusal of the authorization server: `{error, error_description}`. */
export class OAuthRefusal extends Error {
  constructor(
    readonly status: number,
    readonly error: string,
    description: string,
  ) {
    super(description);
  }

  answer(): Answer {
    return json(this.status, { error: this.error, error_description: this.message });
  }
}

export function problem(status: number, message: string, more: object = {}): Answer {
  return json(status, { title: TITLES[status] ?? 'Internal Server Error', message, ...more });
}

export function invalid(...details: Detail[]): Refusal {
  return new Refusal(400, 'The supplied parameters are invalid.', { details });
}

export function missing(): Refusal {
  return new Refusal(404, 'The server could not find the requested resource.');
}

export function notAllowed(): Refusal {
  return new Refusal(403, 'You do not have permission to access this resource.');
}

export function planTooSmall(): Refusal {
  return new Refusal(403, 'Please upgrade to a paid Calendly account.');
}
