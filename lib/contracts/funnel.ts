import { z } from 'zod';
import { instant } from './shared';

const funnelStageNames = ['sent', 'delivered', 'replied', 'interested', 'booked', 'showed', 'no_show'] as const;
export type FunnelStage = (typeof funnelStageNames)[number];

/** How many leads reached each stage. */
const stageCounts = z.object({
  sent: z.int(),
  delivered: z.int(),
  replied: z.int(),
  interested: z.int(),
  booked: z.int(),
  showed: z.int(),
  no_show: z.int(),
});
export type StageCounts = z.infer<typeof stageCounts>;

/** Shares of one; null where there is nothing to divide by, or where the count is not a part of its base. */
const rates = z.object({
  delivery_rate: z.number().nullable(),
  reply_rate: z.number().nullable(),
  interest_rate: z.number().nullable(),
  /** Booked ÷ interested. */
  booking_rate: z.number().nullable(),
  /** Showed ÷ booked. */
  show_rate: z.number().nullable(),
  no_show_rate: z.number().nullable(),
  /** Showed ÷ sent × 100. */
  roi: z.number().nullable(),
});
export type FunnelRates = z.infer<typeof rates>;

/** Counts and every rate; `pending`: booked, with attendance still unknown. */
const figures = stageCounts.extend(rates.shape).extend({ pending: z.int() });

const day = z.iso.date();

/** Local days of the organization, both included. */
const period = z.object({ from: day, to: day });

/** A connected calendar that bookings come from, and whether it can be reached. */
const provider = z.object({
  connection_id: z.string(),
  provider: z.string(),
  label: z.string(),
  available: z.boolean(),
  /** What is wrong, as shown to people, e.g. `Cal.com data unavailable`. */
  message: z.string().nullable(),
  /** When its data was last read; null if never. */
  last_read_at: instant.nullable(),
});

const funnelShape = figures.extend({
  /** From stage to stage along the path. */
  steps: z.array(
    z.object({
      stage: z.enum(funnelStageNames),
      count: z.int(),
      /** Of the stage before; null for the first. */
      step_rate: z.number().nullable(),
      /** Of the first stage. */
      total_rate: z.number().nullable(),
      /** From the stage before, over the latest leads of the step; null without any. */
      median_seconds: z.number().nullable(),
    }),
  ),
});

export const funnelResponse = z.object({
  success: z.literal(true),
  /** The scope; null for the whole organization. */
  client: z.object({ id: z.string(), name: z.string() }).nullable(),
  campaign: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** Null: all time. A period counts the leads first emailed within it, and the stages they have reached since. */
  period: period.nullable(),
  timezone: z.string(),
  /** Whether some leads of the period were first emailed so recently that its counts will still grow. */
  still_moving: z.boolean(),
  funnel: funnelShape,
  /** The period of the same length before, when asked for. */
  previous: figures.extend({ period }).nullable(),
  trend: z.array(
    stageCounts.extend({
      /** The first day of the bucket; it counts the leads first emailed from this day to `to`. */
      from: day,
      to: day,
      /** False for a day or week that is not over, or cut by the period. */
      complete: z.boolean(),
      /** Whether its leads were first emailed so recently that its counts will still grow. */
      still_moving: z.boolean(),
    }),
  ),
  campaigns: z.array(
    figures.extend({
      id: z.string(),
      name: z.string(),
      client_id: z.string().nullable(),
      client_name: z.string().nullable(),
    }),
  ),
  /** The figures include everything up to this time. */
  as_of: instant,
  timestamp: instant,
  providers: z.array(provider),
});

const periodQuery = { from: day.optional(), to: day.optional() };

export const funnelQuery = z.object({
  ...periodQuery,
  /** `previous`: the period of the same length before. */
  compare: z.enum(['previous']).optional(),
  trend: z.enum(['day', 'week']).optional(),
});

/** Which campaigns: one, a client's, or all. */
const scopeQuery = { client: z.string().min(1).max(64).optional(), campaign: z.string().min(1).max(64).optional() };

export const allFunnelQuery = funnelQuery.extend(scopeQuery);

export const funnelPeopleQuery = z.object({
  ...periodQuery,
  ...scopeQuery,
  stage: z.enum(funnelStageNames),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().min(1).max(300).optional(),
});

const funnelPerson = z.object({
  lead_id: z.string(),
  name: z.string().nullable(),
  email: z.string(),
  company: z.string().nullable(),
  campaign_id: z.string(),
  campaign_name: z.string(),
  /** When the stage was reached. */
  reached_at: instant,
  booking_id: z.string().nullable(),
});

export const funnelPeopleResponse = z.object({
  success: z.literal(true),
  people: z.array(funnelPerson),
  next_cursor: z.string().nullable(),
});

/** Counts of some bookings. */
const noShowBucket = z.object({
  key: z.string(),
  title: z.string(),
  booked: z.int(),
  showed: z.int(),
  no_shows: z.int(),
  /** No-shows ÷ bookings with known attendance; null without any. */
  no_show_rate: z.number().nullable(),
});

export const noShowQuery = z.object({ ...periodQuery, ...scopeQuery });

export const noShowResponse = z.object({
  success: z.literal(true),
  period: period.nullable(),
  timezone: z.string(),
  total: noShowBucket,
  by_weekday: z.array(noShowBucket),
  by_hour: z.array(noShowBucket),
  /** By lead time: how long before its start it was booked. */
  by_lead_time: z.array(noShowBucket),
  by_campaign: z.array(noShowBucket),
  /** By how often it was rescheduled. */
  by_reschedules: z.array(noShowBucket),
});

export const clientBookingsQuery = z.object({
  ...periodQuery,
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().min(1).max(300).optional(),
});

export const clientBookingsResponse = z.object({
  success: z.literal(true),
  client: z.object({ id: z.string(), name: z.string() }),
  bookings: z.array(
    z.object({
      booking_id: z.string(),
      attendee_id: z.string(),
      attendee_name: z.string(),
      title: z.string(),
      status: z.string(),
      campaign_id: z.string(),
      campaign_name: z.string(),
      lead_id: z.string(),
      lead_email: z.string(),
      booked_at: instant,
      scheduled_time: instant,
      showed_up: z.boolean().nullable(),
      show_time: instant.nullable(),
      /** How often it was rescheduled. */
      reschedules: z.int(),
      meeting_notes: z.string().nullable(),
    }),
  ),
  next_cursor: z.string().nullable(),
  /** Of the latest accepted booking of each lead. */
  summary: z.object({
    total: z.int(),
    shows: z.int(),
    no_shows: z.int(),
    pending: z.int(),
    /** Shows ÷ total; null without a booking. */
    show_rate: z.number().nullable(),
  }),
  timestamp: instant,
  providers: z.array(provider),
});

export type FunnelResponse = z.infer<typeof funnelResponse>;
export type FunnelQuery = z.infer<typeof allFunnelQuery>;
export type FunnelPeopleQuery = z.infer<typeof funnelPeopleQuery>;
export type FunnelPeople = z.infer<typeof funnelPeopleResponse>;
export type FunnelPerson = z.infer<typeof funnelPerson>;
export type FunnelProvider = z.infer<typeof provider>;
export type NoShowBucket = z.infer<typeof noShowBucket>;
export type NoShows = z.infer<typeof noShowResponse>;
export type NoShowQuery = z.infer<typeof noShowQuery>;
export type ClientBookings = z.infer<typeof clientBookingsResponse>;
export type ClientBookingsQuery = z.infer<typeof clientBookingsQuery>;
