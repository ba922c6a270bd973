import type { DatabaseConfig } from '@/lib/config/config';
import type { TimeLimits } from './time-limits';

/** Pool settings that both drivers understand; times in milliseconds. */
export function poolSettings(config: DatabaseConfig) {
  return {
    connectionString: config.url,
    max: config.poolSize,
    idleTimeoutMillis: 30_000,
    // A suspended Neon compute needs some hundred milliseconds to wake, a busy one a few seconds.
    connectionTimeoutMillis: 10_000,
  };
}

/**
 * Limits of statements outside transactions, sent when a connection opens. Poolers in front of Neon refuse them there: the
 * driver's own limit holds, and a transaction brings its limits along.
 */
export function sessionLimits(limits: TimeLimits) {
  return {
    statement_timeout: limits.statementMs,
    lock_timeout: limits.lockMs,
    idle_in_transaction_session_timeout: limits.idleMs,
  };
}

interface Emitter {
  on(event: 'error', listener: (error: Error) => void): unknown;
}

interface PoolEvents extends Emitter {
  on(event: 'error', listener: (error: Error) => void): unknown;
  on(event: 'connect', listener: (client: Emitter) => void): unknown;
}

/**
 * Keeps a lost connection from ending the process. The pool drops such a connection on its own, and a query or
 * transaction on it fails with its own error: the event says nothing more.
 */
export function surviveLostConnections(pool: PoolEvents): void {
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
}
