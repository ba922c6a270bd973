import { AppError } from '@/lib/core/errors';
import type { BookingStatus } from '@/lib/db/schema/bookings';

const WHY: Record<BookingStatus, string> = {
  pending: 'This booking is being changed by somebody else. Try again.',
  calling: 'The call of this booking is under way, so it can no longer be changed.',
  completed: 'This booking is completed and can no longer be changed.',
  failed: 'This booking has failed and can no longer be changed.',
  cancelled: 'This booking is cancelled and can no longer be changed.',
};

/** 409 for a booking that is calling or ended, with its status. */
export function bookingLocked(status: BookingStatus): AppError {
  return new AppError('booking_locked', WHY[status], { extra: { booking_status: status } });
}
