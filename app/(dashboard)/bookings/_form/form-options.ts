import type { Modulation } from '@/app/(dashboard)/bookings/_parts/booking-words';

/** What can be chosen in the booking form, and what holds when nothing is. */
export interface FormOptions {
  staff: { id: string; name: string; hasPhone: boolean; timeZone: string }[];
  services: { id: string; name: string; minutes: number }[];
  /** The staff entry of the person who looks, if any. */
  ownStaffId: string | null;
  /** Zone in which a new booking is written. */
  timeZone: string;
  minutes: number;
  /** The organization's voice settings. */
  voice: Record<Modulation, boolean>;
}
