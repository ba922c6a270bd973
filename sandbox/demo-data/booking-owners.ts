import { eq } from 'drizzle-orm';
import type { Database } from '@/lib/db/client';
import { organizations, services, staff } from '@/lib/db/schema/orgs';
import type { BookingOwner } from './demo-booking';
import type { DemoOrganization } from './demo-organizations';
import type { PlannedBooking } from './plan-bookings';

/**
 * Who takes a planned booking, by the organization as it is now; null for somebody who has left or has no number any
 * more.
 */
export async function bookingOwners(
  db: Database,
  demo: DemoOrganization,
): Promise<(planned: PlannedBooking) => BookingOwner | null> {
  const [organization] = await db.select().from(organizations).where(eq(organizations.slug, demo.slug));
  if (!organization) return () => null;
  const organizationId = organization.id;
  const people = await db.select().from(staff).where(eq(staff.organizationId, organizationId));
  const offered = await db.select().from(services).where(eq(services.organizationId, organizationId));
  return ({ operatorEmail, serviceSlug }) => {
    const person = people.find(({ email, active }) => email === operatorEmail && active);
    if (!person?.userId || !person.phone) return null;
    return {
      organizationId,
      timeZone: organization.timeZone,
      staffId: person.id,
      userId: person.userId,
      phone: person.phone,
      serviceId: offered.find(({ slug }) => slug === serviceSlug)?.id ?? null,
    };
  };
}
