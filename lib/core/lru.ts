/** Remembers values for as long as they are among those that were asked for last. */
export interface Lru<Key, Value> {
  get(key: Key): Value | undefined;
  set(key: Key, value: Value): void;
}

/** @param most how many are remembered; beyond that the one goes that nobody has asked for the longest */
export function createLru<Key, Value>(most: number): Lru<Key, Value> {
  const kept = new Map<Key, Value>();
  const set = (key: Key, value: Value) => {
    kept.delete(key);
    kept.set(key, value);
    const [oldest] = kept.keys();
    if (kept.size > most && oldest !== undefined) kept.delete(oldest);
  };
  return {
    get(key) {
      const value = kept.get(key);
      if (value !== undefined) set(key, value);
      return value;
    },
    set,
  };
}
