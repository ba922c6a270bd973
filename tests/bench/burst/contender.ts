/** How long before the burst the product's cron fires: its run is awake when the calls fall due. */
export const TICK_AHEAD_MS = 1_000;

/** One burst: calls that are all due at the same instant. */
export interface Burst {
  size: number;
  dueAt: Date;
}

/** Somebody who places the calls of a burst. */
export interface Contender {
  readonly name: string;
  /** Its process. */
  readonly pid: number;
  /** Clears what the last burst left and stores the calls of this one. */
  prepare(burst: Burst): Promise<void>;
  /** Places them once they are due. Resolves with the instant at which the last of them was written down as placed. */
  place(burst: Burst): Promise<Date>;
  /** Takes no time of the machine until `resume`: queues that poll must not slow down who is measured. */
  pause(): void;
  resume(): void;
  stop(): Promise<void>;
}
