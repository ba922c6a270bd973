import { slipsBetween } from './compare-words';
import { matchPolicy } from './match-policy';
import { agreeAsGivenNames, isGivenName } from './nicknames';
import type { ReadName } from './read-name';

const { word: worth, name: policy } = matchPolicy;

/** Longer names are compared by their first words. */
const MAX_WORDS = 5;

/** How likely two names are the same person's, 0 to 1. Symmetric, and independent of word order. */
export function compareNames(a: ReadName, b: ReadName): number {
  if (a.words.length === 0 || b.words.length === 0) return 0;
  const asWritten = agreement(a, b);
  const [short, long] = a.words.length <= b.words.length ? [a, b] : [b, a];
  if (asWritten === 1 || long.words.length === short.words.length || long.words.length < 2) return asWritten;
  const joined = joinedPairs(long).map((other) => agreement(short, other) * policy.joined);
  return Math.max(asWritten, ...joined);
}

/** The variants of a name with two neighbors written as one word. */
function joinedPairs({ words, spelled }: ReadName): ReadName[] {
  const join = (list: readonly string[], at: number) => [
    ...list.slice(0, at),
    `${list[at]}${list[at + 1]}`,
    ...list.slice(at + 2),
  ];
  return words.slice(1).map((_, at) => ({ words: join(words, at), spelled: join(spelled, at) }));
}

function agreement(a: ReadName, b: ReadName): number {
  const [short, long] = a.words.length <= b.words.length ? [a, b] : [b, a];
  const some = Math.min(short.words.length, MAX_WORDS);
  const all = Math.min(long.words.length, MAX_WORDS);
  const best = bestPairing(some, all, (i, j) => compareWords(short, i, long, j));
  if (best.matched === 0) return 0;
  const extra = policy.extraWord ** (all - some);
  if (some === 1) return best.product * policy.oneWord * (all === 1 ? 1 : policy.extraWord);
  if (best.matched === some) return best.product * extra;
  return best.matched >= 2 ? best.product * policy.contradicted : 0;
}

interface Pairing {
  matched: number;
  product: number;
}

/** The pairing with the most words; among those, the best one. */
function bestPairing(some: number, all: number, worthOf: (i: number, j: number) => number): Pairing {
  const used = new Set<number>();
  const from = (i: number): Pairing => {
    if (i === some) return { matched: 0, product: 1 };
    let best = from(i + 1);
    for (let j = 0; j < all; j += 1) {
      const value = used.has(j) ? 0 : worthOf(i, j);
      if (value === 0) continue;
      used.add(j);
      const rest = from(i + 1);
      used.delete(j);
      const found = { matched: rest.matched + 1, product: rest.product * value };
      if (found.matched > best.matched || (found.matched === best.matched && found.product > best.product))
        best = found;
    }
    return best;
  };
  return from(0);
}

function compareWords(a: ReadName, i: number, b: ReadName, j: number): number {
  const [x, y] = [a.words[i] ?? '', b.words[j] ?? ''];
  const [sx, sy] = [a.spelled[i] ?? '', b.spelled[j] ?? ''];
  if (x === y) return x.length > 1 ? 1 : worth.initial;
  if (x.length === 1 || y.length === 1) {
    if (x[0] !== y[0]) return 0;
    return isMiddle(a, i) && isMiddle(b, j) ? worth.middleInitial : worth.initial;
  }
  if (agreeAsGivenNames(sx, sy)) return worth.form;
  if (isShortened(sx, sy)) return worth.shortened;
  if (isOtherName(sx, sy) || isOtherGender(x, y)) return 0;
  const length = Math.min(x.length, y.length);
  const maxSlips = length >= 8 ? 2 : 1;
  // Simplified vowels can turn one typo into two: Jams for Jaems.
  const slips = Math.min(slipsBetween(x, y, maxSlips), slipsBetween(sx, sy, maxSlips));
  if (slips === 1 && length >= 4) return x[0] === y[0] ? worth.slip : worth.slipAtFirstLetter;
  return slips === 2 && length >= 8 && x[0] === y[0] ? worth.twoSlips : 0;
}

/** A shortened name: Seb for Sebastian. */
function isShortened(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short.length >= 3 && short.length <= 5 && long.length >= short.length + 2 && long.startsWith(short);
}

function isMiddle({ words }: ReadName, at: number): boolean {
  return at > 0 && at < words.length - 1;
}

/** Two known given names that are not forms of one name are not typos of each other: Daniel, Daniela. */
function isOtherName(a: string, b: string): boolean {
  return isGivenName(a) && isGivenName(b);
}

/** Erik and Erika, Novak and Novakova: one letter makes another name. */
function isOtherGender(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return long === `${short}a` || long === `${short}ova` || long === `${short}ina`;
}
