import { z } from 'zod';
import { changesSomething, emailAddress, line, nothingChanges, phoneText, timeZoneName } from './shared';

const person = z.object({
  id: z.string(),
  /** Null for staff without an account. */
  user_id: z.string().nullable(),
  name: z.string(),
  email: z.string().nullable(),
  /** E.164; where the operator's leg of a call rings. */
  phone: z.string().nullable(),
  time_zone: z.string(),
  active: z.boolean(),
});

export const staffResponse = z.object({ success: z.literal(true), staff: z.array(person) });
export const staffMemberResponse = z.object({ success: z.literal(true), staff_member: person });

export const createStaffBody = z.object({
  name: line(120),
  email: emailAddress.optional(),
  phone: phoneText.optional(),
  time_zone: timeZoneName.optional(),
});

export const updateStaffBody = z
  .strictObject({
    name: line(120).optional(),
    phone: phoneText.nullable().optional(),
    time_zone: timeZoneName.optional(),
    active: z.boolean().optional(),
  })
  .refine(changesSomething, nothingChanges);

export type StaffWire = z.infer<typeof person>;
export type CreateStaff = z.infer<typeof createStaffBody>;
export type UpdateStaff = z.infer<typeof updateStaffBody>;
