import { z } from 'zod';
import { changesSomething, instant, nothingChanges } from './shared';

/** Event types, and when each is sent. */
export const webhookEventTypes = [
  {
    value: 'booking.created',
    label: 'Booking created',
    told: 'A call or meeting was booked, or a cancellation undone.',
  },
  { value: 'booking.rescheduled', label: 'Booking rescheduled', told: 'It got another time.' },
  { value: 'booking.cancelled', label: 'Booking cancelled', told: 'It will not take place.' },
  {
    value: 'booking.completed',
    label: 'Booking completed',
    told: 'The attendee was connected, or the meeting took place.',
  },
  {
    value: 'booking.failed',
    label: 'Booking failed',
    told: 'Nobody was reached and no attempt is left, or nobody came.',
  },
  {
    value: 'booking.reopened',
    label: 'Booking open again',
    told: 'Whether a meeting took place is unknown again: a mark was taken back.',
  },
  { value: 'booking.no_show', label: 'No-show', told: 'It became known that the attendee did not come.' },
  {
    value: 'lead.booked',
    label: 'Lead booked',
    told: 'A lead of a campaign booked; carries time, provider and join link.',
  },
  { value: 'call.completed', label: 'Call completed', told: 'A call is over, however it ended.' },
] as const;

export type WebhookEventType = (typeof webhookEventTypes)[number]['value'];
const eventTypeValues = webhookEventTypes.map(({ value }) => value) as [WebhookEventType, ...WebhookEventType[]];
const webhookEventType = z.enum(eventTypeValues);

/** What `POST …/test` sends. */
export const TEST_EVENT_TYPE = 'endpoint.test';

const endpointKinds = ['standard', 'hubspot', 'salesforce'] as const;
const endpointKind = z.enum(endpointKinds);

/** Limits of forms and the API. */
export const endpointLimits = {
  perOrganization: 20,
  urlLength: 2_048,
  descriptionLength: 200,
  replayed: 2_000,
} as const;

const httpAddress = z.string().trim().min(1, 'This field is required.').max(endpointLimits.urlLength);
const description = z.string().trim().max(endpointLimits.descriptionLength);
const eventTypes = z
  .array(webhookEventType)
  .min(1, 'Choose at least one event.')
  .transform((types) => eventTypeValues.filter((type) => types.includes(type)));
const credential = z.string().trim().min(1, 'This field is required.').max(512);

const webhookEndpoint = z.object({
  id: z.string(),
  kind: endpointKind,
  /** Null for HubSpot, which has one URL for all. */
  url: z.string().nullable(),
  description: z.string(),
  event_types: z.array(webhookEventType),
  enabled: z.boolean(),
  disabled_reason: z.enum(['by_hand', 'gone', 'failing']).nullable(),
  disabled_at: instant.nullable(),
  /** Until then the previous secret signs, too. */
  previous_secret_until: instant.nullable(),
  health: z.object({
    /** Since when every attempt failed; null after a success. */
    failing_since: instant.nullable(),
    last_success_at: instant.nullable(),
    last_failure_at: instant.nullable(),
    waiting: z.int(),
    /** Of the last seven days. */
    delivered: z.int(),
    failed: z.int(),
  }),
  created_at: instant,
  updated_at: instant,
});

const common = { description: description.default(''), event_types: eventTypes };

export const createEndpointBody = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('standard'), url: httpAddress, ...common }),
  z.object({ kind: z.literal('hubspot'), access_token: credential, ...common }),
  z.object({
    kind: z.literal('salesforce'),
    /** The My Domain URL. */
    url: httpAddress,
    consumer_key: credential,
    consumer_secret: credential,
    ...common,
  }),
]);

export const updateEndpointBody = z
  .object({
    url: httpAddress.optional(),
    description: description.optional(),
    event_types: eventTypes.optional(),
    enabled: z.boolean().optional(),
  })
  .refine(changesSomething, nothingChanges);

export const listEndpointsResponse = z.object({
  success: z.literal(true),
  webhook_endpoints: z.array(webhookEndpoint),
});
export const endpointResponse = z.object({ success: z.literal(true), webhook_endpoint: webhookEndpoint });
export const createEndpointResponse = z.object({
  success: z.literal(true),
  webhook_endpoint: webhookEndpoint,
  /** The signing secret, shown once; null for a CRM. */
  secret: z.string().nullable(),
});
export const rotateSecretBody = z.object({
  /** New credentials of a CRM; a standard endpoint gets a generated secret. */
  access_token: credential.optional(),
  consumer_key: credential.optional(),
  consumer_secret: credential.optional(),
});

export type WebhookEndpoint = z.infer<typeof webhookEndpoint>;
export type CreateEndpointBody = z.output<typeof createEndpointBody>;
export type UpdateEndpointBody = z.output<typeof updateEndpointBody>;
export type RotateSecretBody = z.output<typeof rotateSecretBody>;
export type EndpointKindWire = z.infer<typeof endpointKind>;
