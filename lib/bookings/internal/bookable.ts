import { and, eq } from 'drizzle-orm';
import type { Buffers } from '@/lib/bookings/rules';
import { AppError, notFound } from '@/lib/core/errors';
import type { CommandContext } from '@/lib/db/command-context';
import { services, staff } from '@/lib/db/schema/orgs';

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

/** @throws AppError `not_found`; `validation_failed` when the member of staff takes no bookings any more */
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
