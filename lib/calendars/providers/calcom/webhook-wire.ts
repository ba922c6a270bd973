import { z } from 'zod';

/** Every delivery that is not a custom template's has a trigger. Meetings come flat, without a payload. */
export const wireEnvelope = z.looseObject({
  triggerEvent: z.string().min(1).max(100),
  createdAt: z.string().nullish().catch(null),
  payload: z.unknown().optional(),
});

const wirePerson = z.object({
  name: z.string().nullish(),
  email: z.string().nullish(),
  timeZone: z.string().nullish(),
  phoneNumber: z.string().nullish(),
  attendeeSeatId: z.string().nullish().catch(null),
  noShow: z.boolean().nullish().catch(null),
  attended: z.boolean().nullish().catch(null),
});

/** By the key of the question; older documents have the bare value. */
const wireAnswers = z
  .record(
    z.string(),
    z.union([
      z.object({ label: z.string().nullish().catch(null), value: z.unknown().optional() }),
      z.string().transform((value) => ({ label: null, value })),
      z.null(),
    ]),
  )
  .nullish()
  .catch(null);

/** Only what is read is asked for, and leniently: members differ between triggers and change without notice. */
export const wirePayload = z.object({
  uid: z.string().min(1).max(200).nullish(),
  bookingUid: z.string().max(200).nullish(),
  bookingId: z.number().nullish().catch(null),
  /** Minutes. */
  length: z.number().positive().nullish().catch(null),
  status: z.string().nullish().catch(null),
  startTime: z.string().nullish(),
  endTime: z.string().nullish(),
  title: z.string().nullish().catch(null),
  additionalNotes: z.string().nullish().catch(null),
  description: z.string().nullish().catch(null),
  eventTypeId: z.number().nullish().catch(null),
  bookerUrl: z.string().nullish().catch(null),
  location: z.string().nullish().catch(null),
  metadata: z.record(z.string(), z.unknown()).nullish().catch(null),
  videoCallData: z.object({ url: z.string().nullish() }).nullish().catch(null),
  iCalSequence: z.number().nullish().catch(null),
  organizer: z
    .object({ id: z.number().nullish(), email: z.string().nullish(), timeZone: z.string().nullish() })
    .nullish()
    .catch(null),
  user: z.object({ email: z.string().nullish(), timeZone: z.string().nullish() }).nullish().catch(null),
  userId: z.number().nullish().catch(null),
  userPrimaryEmail: z.string().nullish().catch(null),
  team: z
    .object({ members: z.array(z.object({ email: z.string().nullish() })).nullish() })
    .nullish()
    .catch(null),
  attendees: z.array(wirePerson).nullish(),
  responses: wireAnswers,
  userFieldsResponses: wireAnswers,
  smsReminderNumber: z.string().nullish().catch(null),
  attendeeSeatId: z.string().nullish().catch(null),
  rescheduleUid: z.string().max(200).nullish(),
  fromReschedule: z.string().max(200).nullish(),
  createdAt: z.string().nullish().catch(null),
  updatedAt: z.string().nullish().catch(null),
});
export type WirePayload = z.infer<typeof wirePayload>;
