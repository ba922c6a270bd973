import { z } from 'zod';
import { utcTime } from './validation';

const members = {
  subject: z.string().max(255).optional(),
  body: z.strictObject({ contentType: z.enum(['text', 'html', 'Text', 'HTML']), content: z.string() }).optional(),
  showAs: z.enum(['free', 'tentative', 'busy', 'oof', 'workingElsewhere', 'unknown']).optional(),
  attendees: z
    .array(
      z.strictObject({
        emailAddress: z.strictObject({ address: z.email(), name: z.string().optional() }),
        type: z.enum(['required', 'optional', 'resource']).optional(),
      }),
    )
    .optional(),
  isOnlineMeeting: z.boolean().optional(),
  onlineMeetingProvider: z.enum(['teamsForBusiness', 'skypeForBusiness', 'skypeForConsumer', 'unknown']).optional(),
};

/** Body of a new event. */
export const eventCreate = z.strictObject({
  ...members,
  start: utcTime,
  end: utcTime,
  transactionId: z.string().min(1).optional(),
  singleValueExtendedProperties: z
    .array(
      z.strictObject({
        id: z.string().regex(/^(String|Integer|Boolean) \{[\da-fA-F-]{36}\} Name \S+$/, 'must name a property'),
        value: z.string(),
      }),
    )
    .optional(),
});

/** Body of a change. The transaction id cannot be changed. */
export const eventChange = z.strictObject({ ...members, start: utcTime.optional(), end: utcTime.optional() });
