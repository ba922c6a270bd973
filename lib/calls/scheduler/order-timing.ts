/**
 * How long an intent may wait until its order leaves. With the time-out of an order it stays below `SETTLE_AFTER_MS`,
 * so that no order leaves after its intent was declared abandoned.
 */
export const ORDER_WITHIN_MS = 15_000;

/** Time-out of one order. */
export const ORDER_TIMEOUT_MS = 10_000;

/** An intent without an answer is settled from the carrier's list after this. */
export const SETTLE_AFTER_MS = 30_000;

/** Silence after an accepted order: then the carrier is asked about the call. */
export const SILENCE_MS = 45_000;

/** How often the carrier is asked again about an open order or a silent call. */
export const CHECK_AGAIN_MS = 30_000;
