import { z } from 'zod';
import { bookingSources, bookingStatuses } from './bookings';
import { instant } from './shared';

export const unmatchedLimits = { pageSize: 25, maxPageSize: 100, countedUpTo: 1000, foundLeads: 20 } as const;

/** `open`: to review. `dismissed`: not a lead. */
const unmatchedViews = ['open', 'dismissed'] as const;

/** A suggested lead of an attendee. */
const candidate = z.object({
  lead: z.object({
    id: z.string(),
    name: z.string().nullable(),
    email: z.string(),
    company: z.string().nullable(),
    title: z.string().nullable(),
    /** E.164. */
    phone: z.string().nullable(),
    campaign: z.object({ id: z.string(), name: z.string() }),
    booked_at: instant.nullable(),
  }),
  /** 0 to 1. */
  score: z.number(),
  /** What was compared; `differs` where both are known and different. */
  reasons: z.array(
    z.object({
      field: z.enum(['email', 'name', 'company', 'domain', 'phone']),
      verdict: z.enum(['same', 'similar', 'differs']),
    }),
  ),
});

/** An attendee without a lead. */
const unmatched = z.object({
  /** The attendee's id. */
  id: z.string(),
  name: z.string(),
  email: z.string().nullable(),
  phone: z.string().nullable(),
  company: z.string().nullable(),
  booking: z.object({
    id: z.string(),
    title: z.string(),
    start_time: instant,
    created_at: instant,
    status: z.enum(bookingStatuses),
    source: z.enum(bookingSources),
  }),
  dismissed_at: instant.nullable(),
  /** Best first. */
  candidates: z.array(candidate),
});

export const listUnmatchedQuery = z.object({
  view: z.enum(unmatchedViews).default('open'),
  limit: z.coerce.number().int().min(1).max(unmatchedLimits.maxPageSize).default(unmatchedLimits.pageSize),
  /** `next_cursor` of the page before. */
  cursor: z.string().max(200).optional(),
});

export const listUnmatchedResponse = z.object({
  success: z.literal(true),
  unmatched_bookings: z.array(unmatched),
  next_cursor: z.string().nullable(),
  /** Bookings, counted up to a thousand; then `capped`. */
  total: z.object({ count: z.int(), capped: z.boolean() }),
});

export const findCandidatesQuery = z.object({
  /** Part of a name, email or company. */
  q: z.string().trim().min(2).max(100),
});
export const findCandidatesResponse = z.object({ success: z.literal(true), candidates: z.array(candidate) });

export const linkAttendeeBody = z.object({ lead_id: z.string().min(1).max(64) });

/** The match of an attendee. */
const match = z.object({
  attendee_id: z.string(),
  booking_id: z.string(),
  lead_id: z.string().nullable(),
  method: z.enum(['email', 'scored', 'manual']).nullable(),
  score: z.number().nullable(),
  matched_at: instant.nullable(),
  dismissed_at: instant.nullable(),
});
export const matchResponse = z.object({ success: z.literal(true), match });

export type UnmatchedWire = z.infer<typeof unmatched>;
export type CandidateWire = z.infer<typeof candidate>;
export type MatchWire = z.infer<typeof match>;
export type ListUnmatchedQuery = z.infer<typeof listUnmatchedQuery>;
export type ListUnmatchedResponse = z.infer<typeof listUnmatchedResponse>;
export type FindCandidatesResponse = z.infer<typeof findCandidatesResponse>;
