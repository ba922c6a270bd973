import type { FunnelRates, FunnelStage, StageCounts } from '@/lib/contracts/funnel';

/**
 * The funnel's glossary: what is counted, and every rate. Pages, routes, the refresh and its check use these definitions.
 */

interface StageMeaning {
  title: string;
  /** Who is counted. */
  meaning: string;
  /** The column of a lead with the time it reached the stage. */
  column: string;
  /** The stage before: the step rate's denominator. */
  after: FunnelStage | null;
}

/**
 * A lead counts once for each stage that it has reached. Periods and trends place it on the organization's local day of
 * its first email (of the first stage, for a lead that was never emailed), so every rate compares the same people.
 */
export const funnelStages = {
  sent: { title: 'Sent', meaning: 'Leads who were sent the first email.', column: 'sent_at', after: null },
  delivered: {
    title: 'Delivered',
    meaning: 'Leads whose mail server accepted an email.',
    column: 'delivered_at',
    after: 'sent',
  },
  replied: { title: 'Replied', meaning: 'Leads who replied.', column: 'replied_at', after: 'delivered' },
  interested: {
    title: 'Interested',
    meaning: 'Leads whose reply was marked as interested.',
    column: 'interested_at',
    after: 'replied',
  },
  booked: {
    title: 'Booked',
    meaning: 'Leads with an accepted booking. A lead who cancels and books again counts once, with the latest booking.',
    column: 'booked_at',
    after: 'interested',
  },
  showed: { title: 'Showed', meaning: 'Leads who showed up to their booking.', column: 'showed_at', after: 'booked' },
  no_show: {
    title: 'No-show',
    meaning: 'Leads who didn’t show up to their booking.',
    column: 'no_show_at',
    after: 'booked',
  },
} as const satisfies Record<FunnelStage, StageMeaning>;

export const stageNames = Object.keys(funnelStages) as FunnelStage[];

/** The path of stages; a no-show is the other end of a booking. */
export const pathStages = stageNames.filter((stage) => stage !== 'no_show');

interface RateMeaning {
  title: string;
  meaning: string;
  of: FunnelStage;
  per: FunnelStage;
  /** The value for one of one. */
  full: 1 | 100;
}

export const funnelRates = {
  delivery_rate: { title: 'Delivery rate', meaning: 'Delivered ÷ sent.', of: 'delivered', per: 'sent', full: 1 },
  reply_rate: { title: 'Reply rate', meaning: 'Replied ÷ delivered.', of: 'replied', per: 'delivered', full: 1 },
  interest_rate: {
    title: 'Interest rate',
    meaning: 'Interested ÷ replied.',
    of: 'interested',
    per: 'replied',
    full: 1,
  },
  booking_rate: { title: 'Booking rate', meaning: 'Booked ÷ interested.', of: 'booked', per: 'interested', full: 1 },
  show_rate: { title: 'Show rate', meaning: 'Showed ÷ booked.', of: 'showed', per: 'booked', full: 1 },
  no_show_rate: { title: 'No-show rate', meaning: 'No-shows ÷ booked.', of: 'no_show', per: 'booked', full: 1 },
  roi: { title: 'Meetings per 100 sent', meaning: 'Showed ÷ sent × 100.', of: 'showed', per: 'sent', full: 100 },
} as const satisfies Record<keyof FunnelRates, RateMeaning>;

/** The first email is this recent: what becomes of the lead may still change. */
export const STILL_MOVING_DAYS = 30;

/**
 * One count over another. Null when there is nothing to divide by, and when the count is not a part of the other: leads
 * may book without having been marked as interested.
 */
export function rateOf(count: number, of: number): number | null {
  return of === 0 || count > of ? null : count / of;
}

/** Every rate of the glossary. */
export function ratesOf(counts: StageCounts): FunnelRates {
  const entries = Object.entries(funnelRates).map(([name, { of, per, full }]) => {
    const rate = rateOf(counts[of], counts[per]);
    return [name, rate === null ? null : rate * full];
  });
  return Object.fromEntries(entries) as FunnelRates;
}

/** Booked, with attendance still unknown. */
export function pendingOf({ booked, showed, no_show }: StageCounts): number {
  return Math.max(0, booked - showed - no_show);
}

export const noCounts: StageCounts = {
  sent: 0,
  delivered: 0,
  replied: 0,
  interested: 0,
  booked: 0,
  showed: 0,
  no_show: 0,
};
