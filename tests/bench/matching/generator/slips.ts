import type { Chance } from './random';

const neighbours: Readonly<Record<string, string>> = {
  a: 'sqz',
  b: 'vn',
  c: 'xv',
  d: 'sf',
  e: 'wr',
  f: 'dg',
  g: 'fh',
  h: 'gj',
  i: 'uo',
  j: 'hk',
  k: 'jl',
  l: 'k',
  m: 'n',
  n: 'bm',
  o: 'ip',
  p: 'o',
  q: 'wa',
  r: 'et',
  s: 'ad',
  t: 'ry',
  u: 'yi',
  v: 'cb',
  w: 'qe',
  x: 'zc',
  y: 'tu',
  z: 'x',
};

/** A word as a hurried finger writes it: one slip, at the first letter seldom. */
export function mistyped(chance: Chance, word: string): string {
  if (word.length < 3) return word;
  const at = chance.happens(0.06) ? 0 : 1 + chance.upTo(word.length - 1);
  const letter = word[at] ?? '';
  const kind = chance.weighted({ drop: 30, swap: 25, double: 20, neighbour: 25 });
  if (kind === 'drop') return word.slice(0, at) + word.slice(at + 1);
  if (kind === 'double') return word.slice(0, at) + letter + word.slice(at);
  if (kind === 'swap' && at > 0) return word.slice(0, at - 1) + letter + word[at - 1] + word.slice(at + 1);
  const near = neighbours[letter.toLowerCase()];
  return near
    ? word.slice(0, at) + chance.pick([...near]) + word.slice(at + 1)
    : word.slice(0, at) + word.slice(at + 1);
}

/** ä as ae, and what Danes and Norwegians do. */
export function withoutUmlauts(text: string): string {
  const pairs: Record<string, string> = {
    ä: 'ae',
    ö: 'oe',
    ü: 'ue',
    Ä: 'Ae',
    Ö: 'Oe',
    Ü: 'Ue',
    ß: 'ss',
    ø: 'oe',
    Ø: 'Oe',
    å: 'aa',
    Å: 'Aa',
  };
  return text.replace(/[äöüÄÖÜßøØåÅ]/g, (letter) => pairs[letter] ?? letter);
}
