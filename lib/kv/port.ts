/** What a key may hold: anything that survives JSON. */
export type JsonValue = string | number | boolean | null | JsonValue[] | { [name: string]: JsonValue };

/** Answer of `take`. */
export interface Take {
  allowed: boolean;
  /** How many more would be allowed at this instant. */
  remaining: number;
  /** Whole seconds until the next one is allowed; 0 when this one is. */
  retryAfterSeconds: number;
}

/**
 * A small store for what may be lost: caches, locks, counters, rates. Keys are used as given, up to 512 characters; one
 * key is a value, a counter or a bucket, never two of them. A lifetime is whole seconds, at least 1. Whatever goes wrong
 * is thrown: no method answers a failure with "absent" or "allowed".
 */
export interface Kv {
  /** The value, or null when there is none or its time is over. Parse it: another version may have written it. */
  get(key: string): Promise<JsonValue>;
  /** Several values at once, in the order of their keys; null as `get` answers it. */
  getMany(keys: readonly string[]): Promise<JsonValue[]>;
  set(key: string, value: JsonValue, ttlSeconds: number): Promise<void>;
  /** True when the key was free and is now ours. */
  setIfAbsent(key: string, value: JsonValue, ttlSeconds: number): Promise<boolean>;
  delete(key: string): Promise<void>;
  /** Deletes the key if it holds exactly this string; true when it did. For releasing a lock by its holder's token. */
  compareAndDelete(key: string, token: string): Promise<boolean>;
  /** Adds one and returns the count. The first one starts the lifetime; later ones do not extend it. */
  increment(key: string, ttlSeconds: number): Promise<number>;
  /**
   * Takes one from a bucket that holds `limit` and refills evenly within `windowSeconds`. A refused one costs nothing.
   * `now` comes from the caller, so that one request sees one time.
   */
  take(bucket: string, limit: number, windowSeconds: number, now: Date): Promise<Take>;
}
