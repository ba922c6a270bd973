import { listBookings } from '@/lib/bookings/queries';
import { listBookingsQuery } from '@/lib/contracts/bookings';
import type { PageContext, PageSession } from '@/lib/http/session/page-session';
import { getCallSettings } from '@/lib/orgs/settings/organization-queries';
import { listStaff } from '@/lib/orgs/settings/staff-queries';

/** What a new organization still has to do before its first call. */
export interface Checklist {
  hasPhone: boolean;
  hasCallingHours: boolean;
  hasBooking: boolean;
}

/** Null once everything is done, and for people who can do none of it. */
export async function loadChecklist(ctx: PageContext, session: PageSession): Promise<Checklist | null> {
  if (!session.permissions.includes('bookings:write')) return null;
  const [bookings, staff, settings] = await Promise.all([
    listBookings(ctx, listBookingsQuery.parse({ limit: 1 })),
    listStaff(ctx),
    getCallSettings(ctx),
  ]);
  const checklist = {
    hasPhone: settings.operator_line !== null || staff.some(({ active, phone }) => active && phone !== null),
    hasCallingHours: settings.calling_hours.enabled,
    hasBooking: bookings.bookings.length > 0,
  };
  return checklist.hasPhone && checklist.hasBooking ? null : checklist;
}
