import { z } from 'zod';
import { timeZone, utcInstant } from './validation';

const kindAlone = z.strictObject({
  kind: z.enum([
    'inbound_call',
    'google_conference',
    'gotomeeting_conference',
    'microsoft_teams_conference',
    'webex_conference',
    'zoom_conference',
  ]),
});
const kindAndPlace = z.strictObject({
  kind: z.enum(['physical', 'ask_invitee', 'outbound_call', 'custom']),
  location: z.string().min(1),
});

const nullable = z.string().nullable();

/** All six or none. */
const trackingInput = z.strictObject({
  utm_campaign: nullable,
  utm_source: nullable,
  utm_medium: nullable,
  utm_content: nullable,
  utm_term: nullable,
  salesforce_uuid: nullable,
});

/** The body of `POST /invitees`. */
export const inviteeInput = z.strictObject({
  event_type: z.url(),
  start_time: utcInstant,
  invitee: z
    .strictObject({
      name: z.string().min(1).optional(),
      first_name: z.string().min(1).optional(),
      last_name: z.string().optional(),
      email: z.email(),
      timezone: timeZone,
      text_reminder_number: z.string().optional(),
    })
    .refine(({ name, first_name }) => name !== undefined || first_name !== undefined, 'name or first_name is missing'),
  location: z.union([kindAlone, kindAndPlace]).optional(),
  questions_and_answers: z
    .array(z.strictObject({ question: z.string(), answer: z.string(), position: z.number().int().min(0) }))
    .min(1)
    .optional(),
  tracking: trackingInput.optional(),
  event_guests: z.array(z.email()).max(10).optional(),
});

export type InviteeInput = z.infer<typeof inviteeInput>;
