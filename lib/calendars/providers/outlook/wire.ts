import { z } from 'zod';

/** Only what is read is asked for; Graph adds members without notice. */
export const wireMe = z.object({ id: z.string().min(1), mail: z.string().nullish(), userPrincipalName: z.string() });

/** A wall time with its zone; UTC where `Prefer: outlook.timezone="UTC"` was sent. */
const wireTime = z.object({ dateTime: z.string(), timeZone: z.string() });
export type WireTime = z.infer<typeof wireTime>;

export const wireSchedules = z.object({
  value: z.array(
    z.object({
      scheduleId: z.string(),
      scheduleItems: z.array(z.object({ status: z.string(), start: wireTime, end: wireTime })).optional(),
      error: z.object({ responseCode: z.string().nullish() }).nullish(),
    }),
  ),
});

export const wireEvent = z.object({
  id: z.string().min(1),
  start: wireTime.nullish(),
  end: wireTime.nullish(),
  showAs: z.string().nullish(),
  isCancelled: z.boolean().nullish(),
  isOnlineMeeting: z.boolean().nullish(),
  onlineMeeting: z.object({ joinUrl: z.string().nullish() }).nullish(),
  webLink: z.string().nullish(),
  lastModifiedDateTime: z.string().nullish(),
});
export type WireEvent = z.infer<typeof wireEvent>;

export const wireCalendars = z.object({
  value: z.array(
    z.object({
      id: z.string().min(1),
      name: z.string(),
      canEdit: z.boolean().nullish(),
      isDefaultCalendar: z.boolean().nullish(),
    }),
  ),
});

export const wireEvents = z.object({ value: z.array(wireEvent), '@odata.nextLink': z.string().optional() });

/** A page of changes: the last one has a `deltaLink`. */
export const wireDelta = z.object({
  value: z.array(wireEvent.extend({ '@removed': z.object({ reason: z.string().optional() }).optional() })),
  '@odata.nextLink': z.string().optional(),
  '@odata.deltaLink': z.string().optional(),
});

export const wireSubscription = z.object({ id: z.string().min(1), expirationDateTime: z.string() });

export const wireError = z.object({ error: z.object({ code: z.string() }) });
