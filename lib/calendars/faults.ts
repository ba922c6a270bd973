import { AppError } from '@/lib/core/errors';

/** What is wrong with a connection, as a stable word that its health keeps. */
export const calendarFaults = {
  grant_expired: 'The connection was revoked or has expired. Connect the account again.',
  permission_missing: 'The account did not grant all permissions. Connect it again and leave every box checked.',
  plan_too_small: 'The account’s plan at the provider does not include this.',
  event_type_missing: 'The chosen event type no longer exists. Choose another one.',
  calendar_missing: 'The chosen calendar no longer exists or is no longer shared. Choose another one.',
  host_unknown: 'The provider does not recognize this host. Check the staff mapping.',
  settings_incomplete: 'Choose what to book in this calendar first.',
  own_page: 'This calendar can only be booked on its own page. Embed that page.',
  webhook_template:
    'A webhook of this account uses a custom payload template, which cannot be read. Remove the template at the provider.',
  refused: 'The provider rejected the request.',
  unreachable: 'The provider did not respond to the last request. It is tried again every 15 minutes.',
} as const;

export type CalendarFault = keyof typeof calendarFaults;

/** Faults that stay until a person fixes them: the connection needs attention. */
export const lastingFaults: ReadonlySet<CalendarFault> = new Set([
  'grant_expired',
  'permission_missing',
  'plan_too_small',
  'event_type_missing',
  'calendar_missing',
]);

/** The provider refused for a reason that it named. `detail` is for logs and holds no personal data. */
export class CalendarFaultError extends AppError {
  readonly fault: CalendarFault;

  constructor(fault: CalendarFault, detail?: string) {
    super('provider_failed', calendarFaults[fault], { extra: { reason: fault }, detail });
    this.name = 'CalendarFaultError';
    this.fault = fault;
  }
}

/** The provider did not answer, was over its rate, or its circuit is open. Nothing is known: never "no times". */
export function calendarUnavailable(
  why: 'timeout' | 'rate' | 'down' | 'circuit_open',
  retryAfterSeconds = 30,
): AppError {
  return new AppError(
    'provider_unavailable',
    'The calendar is not responding right now. Nothing was changed. Try again in a moment.',
    {
      extra: { reason: why },
      retryAfterSeconds,
    },
  );
}

/** Whether an error is `calendarUnavailable`: what was asked may have happened all the same. */
export function isUnavailable(error: unknown): error is AppError {
  return error instanceof AppError && error.code === 'provider_unavailable';
}
