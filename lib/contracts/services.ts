import { z } from 'zod';
import { changesSomething, line, nothingChanges } from './shared';

/** Bounds that the form shows and the API holds. */
export const serviceLimits = {
  nameLength: 120,
  slugLength: 60,
  shortestMinutes: 5,
  longestMinutes: 480,
  longestBuffer: 240,
} as const;

const service = z.object({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  duration_minutes: z.int(),
  /** Kept free before and after. */
  buffer_before_minutes: z.int(),
  buffer_after_minutes: z.int(),
  active: z.boolean(),
});

const slug = z
  .string()
  .trim()
  .min(1, 'This field is required.')
  .max(serviceLimits.slugLength)
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'Use lowercase letters, digits, and single hyphens, e.g. intro-call.');
const duration = z
  .int('Enter a whole number of minutes.')
  .min(serviceLimits.shortestMinutes)
  .max(serviceLimits.longestMinutes);
const buffer = z.int('Enter a whole number of minutes.').min(0).max(serviceLimits.longestBuffer);

export const servicesResponse = z.object({ success: z.literal(true), services: z.array(service) });
export const serviceResponse = z.object({ success: z.literal(true), service });

export const createServiceBody = z.strictObject({
  name: line(serviceLimits.nameLength),
  slug,
  duration_minutes: duration,
  buffer_before_minutes: buffer.default(0),
  buffer_after_minutes: buffer.default(0),
});

export const updateServiceBody = z
  .strictObject({
    name: line(serviceLimits.nameLength).optional(),
    slug: slug.optional(),
    duration_minutes: duration.optional(),
    buffer_before_minutes: buffer.optional(),
    buffer_after_minutes: buffer.optional(),
    active: z.boolean().optional(),
  })
  .refine(changesSomething, nothingChanges);

export type ServiceWire = z.infer<typeof service>;
export type CreateService = z.infer<typeof createServiceBody>;
export type UpdateService = z.infer<typeof updateServiceBody>;
