import type { Modulation } from '@/app/(dashboard)/bookings/_parts/booking-words';

/** The choices of the booking form, and its defaults. */
export interface FormOptions {
  staff: { id: string; name: string; hasPhone: boolean; timeZone: string }[];
  services: { id: string; name: string; minutes: number }[];
  /** The person's own staff entry, if any. */
  ownStaffId: string | null;
  /** Zone in which a new booking is written. */
  timeZone: string;
  minutes: number;
  /** When the default operator is free next, epoch milliseconds, a quarter hour. */
  firstFree: number;
  /** The organization's voice settings. */
  voice: Record<Modulation, boolean>;
}
