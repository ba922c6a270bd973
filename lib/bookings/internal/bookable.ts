import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { Buffers } from '@/lib/bookings/rules';
import { AppError, notFound } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { connections, serviceMappings } from '@/lib/db/schema/calendars';
import { callSettings } from '@/lib/db/schema/calls';
import { organizations, services, staff } from '@/lib/db/schema/orgs';

type Reader = Pick<CommandContext, 'db' | 'org'>;

const staffColumns = {
  id: staff.id,
  userId: staff.userId,
  name: staff.name,
  phone: staff.phone,
  timeZone: staff.timeZone,
  active: staff.active,
};

export interface BookableStaff {
  id: string;
  userId: string | null;
  name: string;
  phone: string | null;
  timeZone: string;
  active: boolean;
}

/** @throws AppError `not_found`; `validation_failed` when the member of staff no longer takes bookings */
export async function requireStaff({ db, org }: Reader, id: string): Promise<BookableStaff> {
  const [row] = await db
    .select(staffColumns)
    .from(staff)
    .where(and(eq(staff.organizationId, org), eq(staff.id, id)));
  if (!row) throw notFound('member of staff');
  if (!row.active) throw inactive('staff_id', row.name);
  return row;
}

/** The active staff row of a member, or null. */
export async function staffOfMember({ db, org }: Reader, userId: string): Promise<BookableStaff | null> {
  const [row] = await db
    .select(staffColumns)
    .from(staff)
    .where(and(eq(staff.organizationId, org), eq(staff.userId, userId), eq(staff.active, true)));
  return row ?? null;
}

interface BookableService extends Buffers {
  id: string;
  durationMinutes: number;
  /** Whether a connected calendar holds its bookings, too. */
  isInCalendar: boolean;
}

/** Whether a service is mapped to a calendar that is connected. */
export function isInCalendar(serviceId: string | SQL) {
  return sql<boolean>`exists (
    select from ${serviceMappings} m join ${connections} c on c.id = m.connection_id
    where m.service_id = ${serviceId} and c.status <> 'disconnected')`;
}

/** @throws AppError `not_found`; `validation_failed` when the service is no longer offered */
export async function requireService({ db, org }: Reader, id: string): Promise<BookableService> {
  const [row] = await db
    .select({
      id: services.id,
      name: services.name,
      durationMinutes: services.durationMinutes,
      bufferBeforeMinutes: services.bufferBeforeMinutes,
      bufferAfterMinutes: services.bufferAfterMinutes,
      active: services.active,
      isInCalendar: isInCalendar(sql.raw('services.id')),
    })
    .from(services)
    .where(and(eq(services.organizationId, org), eq(services.id, id)));
  if (!row) throw notFound('service');
  if (!row.active) throw inactive('service_id', row.name);
  return row;
}

function inactive(field: string, name: string): AppError {
  const message = `${name} is not active and cannot be booked.`;
  return new AppError('validation_failed', message, { fields: [{ field, message }] });
}

/** The organization's settings for its bookings. */
export async function bookingSettings({ db, org }: Reader) {
  const [row] = await db
    .select({
      timeZone: organizations.timeZone,
      defaultDuration: organizations.defaultBookingDuration,
      callingHours: callSettings.callingHours,
      operatorLine: callSettings.operatorLine,
    })
    .from(organizations)
    .innerJoin(callSettings, eq(callSettings.organizationId, organizations.id))
    .where(eq(organizations.id, org));
  if (!row) throw new Error('An organization has no call settings.');
  return row;
}

export type BookingSettings = Awaited<ReturnType<typeof bookingSettings>>;
