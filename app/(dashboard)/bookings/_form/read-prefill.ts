import { getBooking } from '@/lib/bookings/queries';
import { type Booking, bookingLimits } from '@/lib/contracts/bookings';
import { AppError } from '@/lib/core/errors';
import type { PageContext } from '@/lib/http/session/page-session';

/** Initial values of a new booking. */
export interface Prefill {
  /** Identifies the prefill. */
  key: string;
  /** A booking to copy, except for its time. */
  again: Booking | null;
  name: string;
  phone: string;
  email: string;
  title: string;
}

/** Reads the parameters of a link to the form: `again` (a booking's id), or `name`, `phone`, `email`, `title`. */
export async function readPrefill(ctx: PageContext, params: URLSearchParams): Promise<Prefill> {
  const text = (name: string, longest: number) => params.get(name)?.trim().slice(0, longest) ?? '';
  const id = text('again', 64);
  return {
    key: params.toString(),
    again: id ? await findBooking(ctx, id) : null,
    name: text('name', bookingLimits.nameLength),
    phone: text('phone', 40),
    email: text('email', 254),
    title: text('title', bookingLimits.titleLength),
  };
}

/** A link to a booking that is gone still opens the form, empty. */
async function findBooking(ctx: PageContext, id: string): Promise<Booking | null> {
  try {
    return await getBooking(ctx, id);
  } catch (error) {
    if (error instanceof AppError && error.code === 'not_found') return null;
    throw error;
  }
}
