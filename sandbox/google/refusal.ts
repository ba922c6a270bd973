import { type Answer, json } from '@/sandbox/provider-kit/answer';

/** Where in a request the fault lies. */
interface Location {
  readonly locationType: 'parameter' | 'header';
  readonly location: string;
}

/** A refusal of the API on its way out of nested calls. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly reason: string,
    message: string,
    readonly domain: 'global' | 'calendar' | 'usageLimits' | 'push' = 'global',
    readonly at?: Location,
  ) {
    super(message);
  }

  answer(): Answer {
    return googleError(this.status, this.reason, this.message, this.domain, this.at);
  }
}

/** Google's error body: `{error: {code, message, errors: [{domain, reason, message, …}]}}`. */
function googleError(status: number, reason: string, message: string, domain = 'global', at?: Location): Answer {
  return json(status, { error: { code: status, message, errors: [{ domain, reason, message, ...at }] } });
}

const REASONS: Readonly<Record<number, string>> = {
  400: 'badRequest',
  401: 'authError',
  403: 'forbidden',
  404: 'notFound',
  429: 'rateLimitExceeded',
};

/** The error that goes with a bare status. */
export function plainError(status: number, message: string): Answer {
  return googleError(status, REASONS[status] ?? 'backendError', message, status === 429 ? 'usageLimits' : 'global');
}

export function notFound(): Refusal {
  return new Refusal(404, 'notFound', 'Not Found');
}

export function invalid(message: string, reason = 'invalid'): Refusal {
  return new Refusal(400, reason, message);
}
