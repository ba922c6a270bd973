/** How long the server lets a transaction be; milliseconds. */
export interface TimeLimits {
  /** One statement, waiting for locks included. */
  statementMs: number;
  /** Waiting for one lock. */
  lockMs: number;
  /** Between two statements: a process that stopped must not hold its rows. */
  idleMs: number;
}

/** Of a request or a job. Longer than any healthy statement, shorter than the platform's patience with a function. */
export const ordinaryLimits = { statementMs: 15_000, lockMs: 10_000, idleMs: 20_000 } as const satisfies TimeLimits;

/** Of a claim, which every instance waits for: a process that stopped in one must not hold up the others. */
export const claimLimits = { statementMs: 5_000, lockMs: 2_000, idleMs: 10_000 } as const satisfies TimeLimits;

/** No limits: for migrations and bulk work. */
export const noLimits = { statementMs: 0, lockMs: 0, idleMs: 0 } as const satisfies TimeLimits;

/** Of maintenance that reads or rewrites a whole organization. */
export const longLimits = { statementMs: 300_000, lockMs: 30_000, idleMs: 60_000 } as const satisfies TimeLimits;

/** How much longer than the server the driver waits: past it the connection is taken for dead. */
const GRACE_MS = 1_000;

const limits = new WeakMap<object, number>();

/** Gives a connection's statements a time limit until it is given another; 0 means no limit. */
export function limitStatements(client: object, statementMs: number): void {
  limits.set(client, statementMs === 0 ? 0 : statementMs + GRACE_MS);
}

/** How long the driver waits for an answer on this connection; milliseconds, 0 is for ever. */
export function driverLimitOf(client: object): number {
  return limits.get(client) ?? 0;
}

/** Whether the driver gave up on a statement: what became of it is unknown, and the connection is of no more use. */
export function isDriverTimeout(error: unknown): boolean {
  for (let one = error; one instanceof Error; one = one.cause) if (one.message === 'Query read timeout') return true;
  return false;
}
