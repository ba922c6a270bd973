/** Chance that can be repeated: the same seed and place give the same numbers. */
export interface Chance {
  /** From 0 up to 1. */
  next(): number;
  /** A whole number from 0 up to `below`. */
  upTo(below: number): number;
  /** Whether it happens, at this rate. */
  happens(rate: number): boolean;
  pick<T>(list: readonly T[]): T;
  /** The first ones more often than the last ones, as with names. */
  pickCommon<T>(list: readonly T[]): T;
  /** By weight. */
  weighted<K extends string>(weights: Readonly<Record<K, number>>): K;
}

/** A source of its own for each place, so that the thousandth person needs not the 999 before. */
export function chanceAt(seed: number, kind: number, place: number): Chance {
  let state =
    (Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ Math.imul(kind + 1, 0xc2b2ae35) ^ Math.imul(place + 1, 0x27d4eb2f)) >>>
    0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  for (let i = 0; i < 4; i += 1) next();
  const at = <T>(list: readonly T[], share: number): T => {
    const one = list[Math.min(list.length - 1, Math.floor(share * list.length))];
    if (one === undefined) throw new Error('There is nothing to pick from.');
    return one;
  };
  return {
    next,
    upTo: (below) => Math.floor(next() * below),
    happens: (rate) => next() < rate,
    pick: (list) => at(list, next()),
    pickCommon: (list) => at(list, next() ** 2.2),
    weighted(weights) {
      const entries = Object.entries(weights) as [keyof typeof weights, number][];
      let left = next() * entries.reduce((sum, [, weight]) => sum + weight, 0);
      for (const [key, weight] of entries) {
        left -= weight;
        if (left < 0) return key;
      }
      throw new Error('The weights are empty.');
    },
  };
}
