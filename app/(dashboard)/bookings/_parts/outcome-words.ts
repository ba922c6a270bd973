import { ApiError } from '@/app/_components/api';

/** `1 booking`, `3 bookings`. */
export function counted(count: number): string {
  return count === 1 ? '1 booking' : `${count} bookings`;
}

/** Why an action failed, in the server's words. */
export function whyNot(error: unknown): string {
  return error instanceof ApiError ? error.detail : 'Something went wrong. Try again.';
}
