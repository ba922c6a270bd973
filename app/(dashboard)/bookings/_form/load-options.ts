import { modulationNames } from '@/app/(dashboard)/bookings/_parts/booking-words';
import type { PageContext, PageSession } from '@/lib/http/session/page-session';
import { getOrganization, getVoiceSettings } from '@/lib/orgs/settings/organization-queries';
import { listServices } from '@/lib/orgs/settings/service-queries';
import { listStaff } from '@/lib/orgs/settings/staff-queries';
import { firstFreeStart } from './first-free-start';
import type { FormOptions } from './form-options';

/** The choices of the booking form for a person. */
export async function loadFormOptions(ctx: PageContext, session: PageSession): Promise<FormOptions> {
  const [organization, voice, everybody, services] = await Promise.all([
    getOrganization(ctx),
    getVoiceSettings(ctx),
    listStaff(ctx),
    listServices(ctx),
  ]);
  const staff = everybody.filter(({ active }) => active);
  const own = staff.find(({ user_id }) => user_id === session.user.id);
  const minutes = organization.default_booking_duration;
  return {
    staff: staff.map(({ id, name, phone, time_zone }) => ({
      id,
      name,
      hasPhone: phone !== null,
      timeZone: time_zone,
    })),
    services: services.map(({ id, name, duration_minutes }) => ({ id, name, minutes: duration_minutes })),
    ownStaffId: own?.id ?? null,
    timeZone: own?.time_zone ?? organization.time_zone,
    minutes,
    firstFree: await firstFreeStart(ctx, own?.id ?? staff[0]?.id ?? null, minutes),
    voice: Object.fromEntries(modulationNames.map((name) => [name, voice[name]])) as FormOptions['voice'],
  };
}
