import { z } from 'zod';
import { instantText, zoneName } from './validation';

const time = z.strictObject({
  dateTime: instantText.optional(),
  date: z.iso.date().nullish(),
  timeZone: zoneName.nullish(),
});

const attendee = z.strictObject({
  email: z.email(),
  displayName: z.string().optional(),
  optional: z.boolean().optional(),
  responseStatus: z.enum(['needsAction', 'declined', 'tentative', 'accepted']).optional(),
  comment: z.string().optional(),
});

/** A private or shared property: 44 characters of name, 1,024 of value. */
const properties = z.record(z.string().max(44), z.string().max(1024));

const members = {
  summary: z.string().optional(),
  description: z.string().optional(),
  location: z.string().optional(),
  status: z.enum(['confirmed', 'tentative', 'cancelled']).optional(),
  transparency: z.enum(['opaque', 'transparent']).optional(),
  visibility: z.enum(['default', 'public', 'private', 'confidential']).optional(),
  attendees: z.array(attendee).max(200).optional(),
  extendedProperties: z.strictObject({ private: properties.optional(), shared: properties.optional() }).optional(),
  conferenceData: z
    .strictObject({
      createRequest: z.strictObject({
        requestId: z.string().min(1),
        conferenceSolutionKey: z
          .strictObject({ type: z.enum(['hangoutsMeet', 'eventHangout', 'eventNamedHangout']) })
          .optional(),
      }),
    })
    .optional(),
};

/** Body of a new event. */
export const eventInsert = z.strictObject({
  ...members,
  // Only what base32hex has: a to v, and the digits.
  id: z
    .string()
    .regex(/^[a-v0-9]{5,1024}$/, 'Invalid resource id value.')
    .optional(),
  start: time,
  end: time,
});
export type EventInsert = z.infer<typeof eventInsert>;

/** Body of a change: whatever is absent stays. */
export const eventPatch = z.strictObject({ ...members, start: time.optional(), end: time.optional() });
export type EventPatch = z.infer<typeof eventPatch>;

/** Query of the three writes. */
export const writeQuery = z.strictObject({
  conferenceDataVersion: z.enum(['0', '1']).optional(),
  sendUpdates: z.enum(['all', 'externalOnly', 'none']).optional(),
});
