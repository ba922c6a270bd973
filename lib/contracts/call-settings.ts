import { z } from 'zod';
import { changesSomething, nothingChanges, phoneText } from './shared';

const startTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Enter a time as HH:MM.');
const endTime = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'Enter a time as HH:MM.');

const callingHours = z
  .object({
    enabled: z.boolean(),
    /** Wall time of the called party. */
    start: startTime,
    end: endTime,
    /** ISO weekdays, 1 = Monday. */
    days: z
      .array(z.int().min(1).max(7))
      .min(1, 'Choose at least one day.')
      .refine((days) => new Set(days).size === days.length, 'Choose each day only once.'),
  })
  .refine(({ start, end }) => start < end, { path: ['end'], error: 'Choose an end after the start.' });

const settings = z.object({
  call_order: z.enum(['operator_first', 'attendee_first']),
  /** A booking later than this is missed. */
  grace_minutes: z.int().min(1).max(120),
  /** Further attempts after busy or no answer. */
  retry_count: z.int().min(0).max(5),
  retry_spacing_seconds: z.int().min(30).max(86_400),
  /** Null: only the space's own rate holds. */
  calls_per_second: z.number().min(0.05).max(100).nullable(),
  calling_hours: callingHours,
  /** E.164; null: the installation's number. */
  caller_id: z.string().nullable(),
  /** E.164; rung when a booking's staff has no number; null: none. */
  operator_line: z.string().nullable(),
});

export const callSettingsResponse = z.object({ success: z.literal(true), call_settings: settings });

export const updateCallSettingsBody = settings
  .extend({ caller_id: phoneText.nullable(), operator_line: phoneText.nullable() })
  .partial()
  .strict()
  .refine(changesSomething, nothingChanges);

export type CallSettingsWire = z.infer<typeof settings>;
export type UpdateCallSettings = z.infer<typeof updateCallSettingsBody>;
