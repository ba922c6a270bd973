import { z } from 'zod';

/** Only what is read is asked for; Google adds members without notice. */
export const wireCalendarListEntry = z.object({ id: z.string().min(1), timeZone: z.string().optional() });

export const wireCalendarList = z.object({
  items: z.array(z.object({ id: z.string().min(1), summary: z.string(), primary: z.boolean().optional() })),
});

export const wireFreeBusy = z.object({
  calendars: z.record(
    z.string(),
    z.object({
      busy: z.array(z.object({ start: z.string(), end: z.string() })).optional(),
      errors: z.array(z.object({ reason: z.string() })).optional(),
    }),
  ),
});

const wireTime = z.object({ dateTime: z.string().optional() });

/** A deleted event keeps little more than its id. */
export const wireEvent = z.object({
  id: z.string().min(1),
  status: z.string().optional(),
  etag: z.string().optional(),
  updated: z.string().optional(),
  htmlLink: z.string().optional(),
  hangoutLink: z.string().optional(),
  start: wireTime.optional(),
  end: wireTime.optional(),
  extendedProperties: z.object({ private: z.record(z.string(), z.string()).optional() }).optional(),
  conferenceData: z
    .object({
      createRequest: z.object({ status: z.object({ statusCode: z.string() }).optional() }).optional(),
      entryPoints: z.array(z.object({ entryPointType: z.string().optional(), uri: z.string().optional() })).optional(),
    })
    .optional(),
});
export type WireEvent = z.infer<typeof wireEvent>;

export const wireEvents = z.object({
  items: z.array(wireEvent).default([]),
  nextPageToken: z.string().optional(),
  nextSyncToken: z.string().optional(),
});

export const wireChannel = z.object({ id: z.string(), resourceId: z.string(), expiration: z.string().optional() });

export const wireError = z.object({
  error: z.object({
    errors: z.array(z.object({ domain: z.string().optional(), reason: z.string() })).optional(),
  }),
});
