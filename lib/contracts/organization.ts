import { z } from 'zod';
import { changesSomething, line, nothingChanges, plan, timeZoneName } from './shared';

const organization = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  plan,
  add_ons: z.array(z.string()),
  flags: z.array(z.string()),
  time_zone: z.string(),
  default_booking_duration: z.int(),
});

export const organizationResponse = z.object({ success: z.literal(true), organization });

export const updateOrganizationBody = z
  .strictObject({
    name: line(120).optional(),
    time_zone: timeZoneName.optional(),
    /** Minutes. */
    default_booking_duration: z.int().min(5).max(480).optional(),
  })
  .refine(changesSomething, nothingChanges);

export type OrganizationWire = z.infer<typeof organization>;
export type UpdateOrganization = z.infer<typeof updateOrganizationBody>;
