import { foldText, plainVowels } from './fold-text';
import { formsOfGivenName } from './nicknames';

/** Before a name, or after it: says nothing of who it is. Folded. */
const titles = new Set(
  `mr mrs ms miss mx sir dr prof professor doctor ing dipl mag herr frau hr mme mlle monsieur madame sr sra srta dott dottssa ir
   drs rev hon capt col sgt phd md mba msc bsc jd esq cpa rn dds dvm llm llb meng beng cfa pmp jr junior senior ii iii iv`.split(
    /\s+/,
  ),
);

/** Parts of family names that people leave out, add or join as they please. Folded. */
const particles = new Set(
  'van von der den de del della di da do dos das du la le el al bin ibn ben ter ten zu zur af av y e'.split(' '),
);

/** A name in parts; the words as `foldText` spells them, with `ae` for `ä` levelled by `plainVowels`. */
export interface ReadName {
  /** Every word of the name in its order, family first turned round; without titles and particles. */
  words: readonly string[];
  /** The words as written before vowels were levelled, for the table of nicknames. */
  spelled: readonly string[];
}

/** Parses a name as typed: `Dr. Müller, Hans-Peter (he/him)`, `HANS P. MUELLER`. */
export function readName(text: string): ReadName {
  const bare = text.replace(/\([^)]*\)|\[[^\]]*\]|"[^"]*"/g, ' ').replace(/[|•–—].*$/u, ' ');
  const spelled = wordsOf(turnedRound(bare));
  return { words: spelled.map(plainVowels), spelled };
}

/** Reads a name that is known in two parts. */
export function readNameParts(first: string | null, last: string | null): ReadName {
  return readName(`${first ?? ''} ${(last ?? '').replace(/,.*$/u, '')}`);
}

/** `Family, Given` in its usual order; `Given Family, PhD` loses what follows the comma. */
function turnedRound(text: string): string {
  const [before = '', after = ''] = text.split(',', 2);
  return wordsOf(after).length > 0 ? `${after} ${before}` : before;
}

function wordsOf(text: string): string[] {
  const words = foldText(text)
    .split(' ')
    .filter((word) => word !== '' && word !== '&' && !/\d/.test(word));
  const untitled = words.filter((word) => !titles.has(word));
  const named = untitled.length > 0 ? untitled : words;
  // A name does not begin with a particle: Ben Smith, Al Gore.
  return named.filter((word, at) => at === 0 || named.length <= 2 || !particles.has(word));
}

/**
 * Under which a lead's name is found: the first and the last word, in the order of the alphabet, so that neither the order
 * nor what stands between them matters. Null for a name of one word, which too many share.
 */
export function nameKeyOf({ words }: ReadName): string | null {
  const [first, last] = [words[0], words.at(-1)];
  return words.length < 2 || first === undefined || last === undefined ? null : pairKey(first, last);
}

/**
 * Every key under which a lead of this name may be found: any two words that could be its first and last, each given name
 * in all its forms.
 */
export function nameKeysOf({ words, spelled }: ReadName): string[] {
  const last = words.length - 1;
  const keys = new Set<string>();
  const add = (at: number, other: number) => {
    const otherWord = words[other] ?? '';
    for (const form of formsOfGivenName(spelled[at] ?? '')) keys.add(pairKey(plainVowels(form), otherWord));
  };
  for (let at = 0; at < Math.min(last, 4); at += 1) {
    add(at, last);
    add(last, at);
    if (at > 0) {
      add(0, at);
      add(at, 0);
    }
  }
  return [...keys];
}

function pairKey(a: string, b: string): string {
  return a < b ? `${a} ${b}` : `${b} ${a}`;
}
