import { HOUR_MS, MINUTE_MS } from '@/lib/time/units';

/**
 * How long an intent may wait before its order is sent. Together with the order's timeout it stays below
 * `RECONCILE_AFTER_MS`, so that no order is sent after its intent counts as abandoned.
 */
export const ORDER_WITHIN_MS = 15_000;

/** Timeout of one order. */
export const ORDER_TIMEOUT_MS = 10_000;

/** When an intent without an answer is first looked up in the carrier's list. */
export const RECONCILE_AFTER_MS = 45_000;

/**
 * Pause between two looks that both have to show nothing before an order counts as not placed: the carrier lists calls
 * late, and the network delivers an order long after its client has given up.
 */
export const SECOND_LOOK_AFTER_MS = 60_000;

/** How long an accepted order may stay silent before we ask the carrier about the call. */
export const SILENCE_MS = 45_000;

/** Pause between two questions to the carrier about the same open order or silent call. */
export const CHECK_INTERVAL_MS = 30_000;

/** A call without a live leg ends after this, whatever the carrier says or fails to say. */
export const MAX_WITHOUT_LEG_MS = 15 * MINUTE_MS;

/** A call with a live leg ends after this: the longest call, and what is left to its last report. */
export const MAX_CALL_MS = 4 * HOUR_MS + 15 * MINUTE_MS;
