import { z } from 'zod';

/** Only what is read is asked for; Calendly leaves keys out and adds others without notice. */
export const wireUser = z.object({ uri: z.string().min(1), email: z.string().min(1), name: z.string() });

const wireQuestion = z.object({
  name: z.string(),
  type: z.string(),
  position: z.number(),
  enabled: z.boolean(),
  required: z.boolean(),
});

export const wireEventType = z.object({
  uri: z.string().min(1),
  name: z.string().nullish(),
  slug: z.string().nullish(),
  active: z.boolean(),
  booking_method: z.string().nullish(),
  scheduling_url: z.string(),
  duration: z.number(),
  kind: z.string(),
  is_paid: z.boolean().nullish(),
  pooling_type: z.string().nullish(),
  type: z.string().nullish(),
  profile: z.object({ type: z.string(), owner: z.string() }).nullish(),
  deleted_at: z.string().nullish(),
  locations: z.array(z.object({ kind: z.string(), location: z.string().nullish() })).nullish(),
  custom_questions: z.array(wireQuestion).nullish(),
});
export type WireEventType = z.infer<typeof wireEventType>;

export const wireAvailableTimes = z.object({
  collection: z.array(z.object({ status: z.string(), start_time: z.string() })),
});

const wireAnswer = z.object({ question: z.string(), answer: z.string(), position: z.number() });

export const wireInvitee = z.object({
  uri: z.string().min(1),
  email: z.string(),
  name: z.string(),
  status: z.string(),
  timezone: z.string().nullish(),
  questions_and_answers: z.array(wireAnswer).nullish(),
  tracking: z.object({ utm_content: z.string().nullish() }).nullish(),
  text_reminder_number: z.string().nullish(),
  rescheduled: z.boolean().nullish(),
  old_invitee: z.string().nullish(),
  new_invitee: z.string().nullish(),
  reschedule_url: z.string().nullish(),
  cancellation: z.object({ reason: z.string().nullish() }).nullish(),
  no_show: z.object({ uri: z.string() }).nullish(),
});
export type WireInvitee = z.infer<typeof wireInvitee>;

export const wireScheduledEvent = z.object({
  uri: z.string().min(1),
  status: z.string(),
  start_time: z.string(),
  end_time: z.string(),
  event_type: z.string().nullish(),
  updated_at: z.string(),
  location: z
    .object({ type: z.string(), location: z.string().nullish(), join_url: z.string().nullish() })
    .nullish()
    .catch(null),
});
export type WireScheduledEvent = z.infer<typeof wireScheduledEvent>;

export const wireSchedulingLink = z.object({ booking_url: z.string().min(1) });

export const wireSubscription = z.object({
  uri: z.string().min(1),
  callback_url: z.string(),
  state: z.string(),
});
export type WireSubscription = z.infer<typeof wireSubscription>;

export const wirePage = z.object({
  collection: z.array(z.unknown()),
  pagination: z.object({ next_page_token: z.string().nullish() }).nullish(),
});

export const wireTokens = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  scope: z.string(),
  expires_in: z.number().positive(),
  owner: z.string().min(1),
  organization: z.string().min(1),
});

export const wireError = z.object({
  title: z.string().nullish(),
  message: z.string(),
  details: z
    .array(z.object({ parameter: z.string().nullish(), message: z.string().nullish(), code: z.string().nullish() }))
    .nullish()
    .catch(null),
  required_scopes: z.array(z.string()).nullish().catch(null),
});

export const wireOAuthError = z.object({ error: z.string() });
