/**
 * How long an intent may wait before its order is sent. Together with the order's timeout it stays below
 * `RECONCILE_AFTER_MS`, so that no order is sent after its intent counts as abandoned.
 */
export const ORDER_WITHIN_MS = 15_000;

/** Timeout of one order. */
export const ORDER_TIMEOUT_MS = 10_000;

/** When an intent without an answer is looked up in the carrier's list. */
export const RECONCILE_AFTER_MS = 30_000;

/** How long an accepted order may stay silent before we ask the carrier about the call. */
export const SILENCE_MS = 45_000;

/** Pause between two questions to the carrier about the same open order or silent call. */
export const CHECK_INTERVAL_MS = 30_000;
