import { z } from 'zod';

/** Only what is read is asked for; Cal.com adds members without notice. */
export const wireMe = z.object({ id: z.number(), email: z.string(), name: z.string().nullish() });

/** `GET /slots` with `format=range`. */
export const wireSlots = z.record(z.string(), z.array(z.object({ start: z.string(), end: z.string() })));

export const wireReservation = z.object({ reservationUid: z.string().min(1) });

export const wireBooking = z.object({
  id: z.number().nullish().catch(null),
  uid: z.string().min(1),
  status: z.string(),
  start: z.string(),
  end: z.string(),
  location: z.string().nullish(),
  meetingUrl: z.string().nullish(),
  metadata: z.record(z.string(), z.unknown()).nullish(),
  rescheduledToUid: z.string().nullish(),
  rescheduledFromUid: z.string().nullish().catch(null),
  updatedAt: z.string().nullish(),
  title: z.string().nullish().catch(null),
  hosts: z
    .array(z.object({ id: z.number().nullish(), email: z.string().nullish() }))
    .nullish()
    .catch(null),
  attendees: z
    .array(
      z.object({
        name: z.string().nullish(),
        email: z.string().nullish(),
        timeZone: z.string().nullish(),
        phoneNumber: z.string().nullish(),
        absent: z.boolean().nullish(),
        seatUid: z.string().nullish(),
      }),
    )
    .nullish()
    .catch(null),
  guests: z.array(z.string()).nullish().catch(null),
  description: z.string().nullish().catch(null),
  bookingFieldsResponses: z.record(z.string(), z.unknown()).nullish().catch(null),
});
export type WireBooking = z.infer<typeof wireBooking>;

export const wireBookings = z.array(wireBooking);

export const wireEventType = z.object({
  id: z.number(),
  title: z.string(),
  slug: z.string(),
  lengthInMinutes: z.number(),
  hidden: z.boolean().nullish(),
  price: z.number().nullish(),
  recurrence: z.unknown().optional(),
  seatsPerTimeSlot: z.unknown().optional(),
  isInstantEvent: z.boolean().nullish(),
  schedulingType: z.string().nullish(),
  bookingUrl: z.string().nullish(),
});
export type WireEventType = z.infer<typeof wireEventType>;

export const wireEventTypes = z.array(wireEventType);

export const wireTeams = z.array(z.object({ id: z.number(), name: z.string() }));

export const wireMemberships = z.array(
  z.object({
    userId: z.number(),
    accepted: z.boolean(),
    user: z.object({ name: z.string().nullish(), email: z.string(), username: z.string().nullish() }),
  }),
);

/** The id is documented as a number and is a text. */
export const wireWebhook = z.object({
  id: z.union([z.string(), z.number()]).transform(String),
  subscriberUrl: z.string(),
  active: z.boolean(),
  triggers: z.array(z.string()).nullish(),
  secret: z.string().nullish(),
});
export const wireWebhooks = z.array(wireWebhook);

export const wireSuccess = z.object({ status: z.literal('success'), data: z.unknown() });

/** Both shapes of an error: the usual one, and the bare one that bypasses Cal.com's filters. */
export const wireError = z.union([
  z.object({
    error: z.object({
      message: z.string(),
      details: z
        .object({ errors: z.array(z.object({ property: z.string() })).optional() })
        .nullish()
        .catch(null),
    }),
  }),
  z.object({ message: z.string() }),
]);
