/**
 * Every way a request can fail, with the HTTP status it answers. One table: routes, pages and docs read it.
 * A code is part of the public contract and never changes its meaning.
 */
export const errorStatus = {
  validation_failed: 400,
  unreadable_body: 400,
  start_in_past: 400,
  unknown_time_zone: 400,
  invalid_phone: 400,
  number_not_callable: 400,
  invalid_cursor: 400,
  invite_expired: 400,
  operator_without_phone: 400,
  outside_calling_hours: 400,
  opted_out: 400,
  unauthenticated: 401,
  wrong_credentials: 401,
  bad_signature: 401,
  plan_required: 402,
  forbidden: 403,
  cross_origin: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  operator_busy: 409,
  booking_locked: 409,
  idempotency_mismatch: 409,
  idempotency_in_progress: 409,
  outcome_already_declared: 409,
  slot_taken: 409,
  call_not_live: 409,
  confirmations_missing: 409,
  last_owner: 409,
  body_too_large: 413,
  unsupported_media_type: 415,
  rate_limited: 429,
  internal_error: 500,
  provider_failed: 502,
  provider_unavailable: 503,
} as const;

export type ErrorCode = keyof typeof errorStatus;

interface FieldError {
  /** Path of the field as the client sent it, e.g. `attendee_phone`. */
  field: string;
  message: string;
}

interface AppErrorOptions {
  /** One error per field, shown beside the field. */
  fields?: FieldError[];
  /** For logs only; never sent to a client. */
  detail?: string;
  /** Extra members of the problem document, safe to show (e.g. `upgrade_to`). */
  extra?: Record<string, unknown>;
  retryAfterSeconds?: number;
  cause?: unknown;
}

/** The one error type of the product: a stable code and a sentence that is safe to show. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly fields: FieldError[] | undefined;
  readonly detail: string | undefined;
  readonly extra: Record<string, unknown> | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(code: ErrorCode, publicMessage: string, options: AppErrorOptions = {}) {
    super(publicMessage, { cause: options.cause });
    this.name = 'AppError';
    this.code = code;
    this.fields = options.fields;
    this.detail = options.detail;
    this.extra = options.extra;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }

  get status(): number {
    return errorStatus[this.code];
  }
}

/** 404 for a thing that does not exist or belongs to another organization; the two look the same. */
export function notFound(thing: string): AppError {
  return new AppError('not_found', `No such ${thing}.`);
}
