import { z } from 'zod';
import { timeZone, utcInstant } from './validation';

const metadata = z
  .record(z.string().max(40), z.union([z.string().max(500), z.number(), z.boolean()]))
  .refine((members) => Object.keys(members).length <= 50, 'Metadata must have at most 50 keys');

/** What only a host may set; asked of others it is ignored. */
const overrides = {
  allowConflicts: z.boolean().optional(),
  allowBookingOutOfBounds: z.boolean().optional(),
  skipBookingLimits: z.boolean().optional(),
};

const place = z.looseObject({
  type: z.enum([
    'address',
    'attendeeAddress',
    'attendeeDefined',
    'attendeePhone',
    'integration',
    'link',
    'phone',
    'organizersDefaultApp',
  ]),
});

/** Stricter than Cal.com, which drops unknown members without a word: here they are refused. */
export const createInput = z
  .strictObject({
    start: utcInstant,
    attendee: z.strictObject({
      name: z.string().min(1),
      email: z.email(),
      timeZone,
      phoneNumber: z
        .string()
        .regex(/^\+[1-9]\d{6,14}$/, 'phoneNumber must be a valid phone number in E.164')
        .optional(),
      language: z.string().optional(),
    }),
    eventTypeId: z.number().int().positive().optional(),
    eventTypeSlug: z.string().optional(),
    username: z.string().optional(),
    teamSlug: z.string().optional(),
    organizationSlug: z.string().optional(),
    guests: z.array(z.email()).optional(),
    bookingFieldsResponses: z.record(z.string(), z.unknown()).optional(),
    location: place.optional(),
    metadata: metadata.optional(),
    lengthInMinutes: z.number().int().positive().optional(),
    ...overrides,
  })
  .refine(
    (input) => input.eventTypeId !== undefined || (input.eventTypeSlug && (input.username || input.teamSlug)),
    'Either eventTypeId or eventTypeSlug and username or teamSlug must be provided',
  );

export type CreateInput = z.infer<typeof createInput>;

export const rescheduleInput = z.strictObject({
  start: utcInstant,
  rescheduledBy: z.email().optional(),
  reschedulingReason: z.string().optional(),
  ...overrides,
});

export const cancelInput = z.strictObject({
  cancellationReason: z.string().optional(),
  cancelSubsequentBookings: z.boolean().optional(),
});

export const declineInput = z.strictObject({ reason: z.string().optional() });

export const absentInput = z.strictObject({
  host: z.boolean().optional(),
  attendees: z.array(z.strictObject({ email: z.email(), absent: z.boolean() })).optional(),
});

export const reassignInput = z.strictObject({ reason: z.string().optional() });
