import type { Scripts } from './behaviours';

export interface CarrierOptions {
  /** 0 or absent: any free port. The server listens on 127.0.0.1 alone. */
  readonly port?: number;
  readonly projectId: string;
  readonly apiToken: string;
  /** Signs every request to the customer; not the API token. */
  readonly signingKey: string;
  /** Dials per second; more are queued. null = no limit. Default 1, as the service. */
  readonly callsPerSecond?: number | null;
  /** Calls that may wait; one more is refused with 21611. Default 10,000. */
  readonly queueLimit?: number;
  /** API writes per ten seconds, then 429. null = no limit (default without a rate or in fast mode), else 13,800. */
  readonly writesPerTenSeconds?: number | null;
  /** Divides the times of people (ringing, talking, announcements, menus), never those of HTTP or of pacing. */
  readonly timeScale?: number;
  readonly scripts?: Scripts;
  /** Calls are accepted, listed and recorded in the ledger, but never dialled. */
  readonly fast?: boolean;
  /** Serves recordings to anyone with the address, as the service does until protection is switched on. */
  readonly publicMedia?: boolean;
  /** Numbers that may be shown as caller; absent = any. */
  readonly ownedNumbers?: readonly string[];
  /** Seed of the dice of faults. */
  readonly seed?: number;
  /** Address in resource links, when it is not the one listened on. */
  readonly publicUrl?: string;
}

export interface CarrierSettings {
  readonly projectId: string;
  readonly apiToken: string;
  readonly signingKey: string;
  readonly queueLimit: number;
  readonly writesPerTenSeconds: number | null;
  readonly fast: boolean;
  readonly ownedNumbers: readonly string[] | null;
  timeScale: number;
  callsPerSecond: number | null;
  publicMedia: boolean;
}

/** Options with every default filled in. */
export function settleOptions(options: CarrierOptions): CarrierSettings {
  const fast = options.fast ?? false;
  const callsPerSecond = options.callsPerSecond === undefined ? 1 : options.callsPerSecond;
  const unlimited = fast || callsPerSecond === null;
  const timeScale = options.timeScale ?? 1;
  if (!(timeScale > 0)) throw new RangeError('timeScale must be above 0');
  if (callsPerSecond !== null && !(callsPerSecond > 0)) throw new RangeError('callsPerSecond must be above 0 or null');
  return {
    projectId: options.projectId,
    apiToken: options.apiToken,
    signingKey: options.signingKey,
    queueLimit: options.queueLimit ?? 10_000,
    writesPerTenSeconds: options.writesPerTenSeconds ?? (unlimited ? null : 13_800),
    fast,
    ownedNumbers: options.ownedNumbers ?? null,
    timeScale,
    callsPerSecond,
    publicMedia: options.publicMedia ?? false,
  };
}
