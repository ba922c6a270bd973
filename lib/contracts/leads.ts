import { z } from 'zod';
import { bookingStatuses } from './bookings';
import { emailAddress, instant, line, phoneText, timeZoneName } from './shared';

export const leadLimits = {
  pageSize: 50,
  maxPageSize: 200,
  /** Totals are counted up to this. */
  countedUpTo: 1000,
  nameLength: 200,
} as const;

/** Stages to filter by; `not_sent`: not emailed yet. */
export const leadStages = [
  'not_sent',
  'sent',
  'delivered',
  'replied',
  'interested',
  'booked',
  'showed',
  'no_show',
  'bounced',
  'unsubscribed',
] as const;
export type LeadStage = (typeof leadStages)[number];

const id = z.string().min(1).max(64);

/** When each stage was reached; null: not reached. */
const stages = z.object({
  sent_at: instant.nullable(),
  delivered_at: instant.nullable(),
  replied_at: instant.nullable(),
  interested_at: instant.nullable(),
  bounced_at: instant.nullable(),
  unsubscribed_at: instant.nullable(),
  booked_at: instant.nullable(),
  showed_at: instant.nullable(),
  no_show_at: instant.nullable(),
});

const lead = z.object({
  id: z.string(),
  email: z.string(),
  first_name: z.string().nullable(),
  last_name: z.string().nullable(),
  company: z.string().nullable(),
  title: z.string().nullable(),
  /** E.164. */
  phone: z.string().nullable(),
  timezone: z.string().nullable(),
  campaign: z.object({ id: z.string(), name: z.string() }),
  client: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** The furthest stage. */
  stage: z.enum(leadStages),
  stages,
  /** Start of the latest accepted booking. */
  booking_at: instant.nullable(),
  /** Where it was booked, e.g. `calcom`. */
  booking_provider: z.string().nullable(),
  booking_join_url: z.string().nullable(),
  created_at: instant,
});

/** A booking with an attendee matched to the lead. */
const leadBooking = z.object({
  id: z.string(),
  title: z.string(),
  start_time: instant,
  status: z.enum(bookingStatuses),
  /** The matched attendee. */
  attendee: z.object({ id: z.string(), name: z.string() }),
  match_method: z.enum(['email', 'scored', 'manual']).nullable(),
  match_score: z.number().nullable(),
  /** Null while unknown. */
  showed_up: z.boolean().nullable(),
});

const leadDetails = lead.extend({
  external_id: z.string().nullable(),
  /** Further columns or variables of the source, by their own names. */
  custom: z.record(z.string(), z.string()),
  bookings: z.array(leadBooking),
});

export const leadsQuery = z.object({
  campaign_id: id.optional(),
  client_id: id.optional(),
  stage: z.enum(leadStages).optional(),
  /** Parts of a name, email or company; every word must match. */
  q: z.string().trim().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(leadLimits.maxPageSize).default(leadLimits.pageSize),
  /** `next_cursor` of the page before. */
  cursor: z.string().max(200).optional(),
});

export const leadsResponse = z.object({
  success: z.literal(true),
  leads: z.array(lead),
  next_cursor: z.string().nullable(),
  /** Counted up to a thousand; then `capped`. */
  total: z.object({ count: z.int(), capped: z.boolean() }),
});
export const leadResponse = z.object({ success: z.literal(true), lead: leadDetails });

export const createLeadBody = z.strictObject({
  campaign_id: id,
  email: emailAddress,
  first_name: line(leadLimits.nameLength).nullish(),
  last_name: line(leadLimits.nameLength).nullish(),
  company: line(leadLimits.nameLength).nullish(),
  title: line(leadLimits.nameLength).nullish(),
  /** With the country code. */
  phone: phoneText.nullish(),
  timezone: timeZoneName.nullish(),
});

export type LeadWire = z.infer<typeof lead>;
export type LeadDetailsWire = z.infer<typeof leadDetails>;
export type LeadsQuery = z.infer<typeof leadsQuery>;
export type LeadsResponse = z.infer<typeof leadsResponse>;
export type CreateLead = z.infer<typeof createLeadBody>;
