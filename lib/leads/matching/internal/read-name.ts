import { foldText, plainVowels } from './fold-text';
import { formsOfGivenName } from './nicknames';

/** Titles and suffixes. Folded. */
const titles = new Set(
  `mr mrs ms miss mx sir dr prof professor doctor ing dipl mag herr frau hr mme mlle monsieur madame sr sra srta dott dottssa ir
   drs rev hon capt col sgt phd md mba msc bsc jd esq cpa rn dds dvm llm llb meng beng cfa pmp jr junior senior ii iii iv`.split(
    /\s+/,
  ),
);

/** Particles of family names, which people often omit or join. Folded. */
const particles = new Set(
  'van von der den de del della di da do dos das du la le el al bin ibn ben ter ten zu zur af av y e'.split(' '),
);

/** A parsed name; words as `foldText` spells them, with vowels simplified by `plainVowels`. */
export interface ReadName {
  /** The words, given names first, without titles and particles. */
  words: readonly string[];
  /** The words before vowels were simplified, for the nickname table. */
  spelled: readonly string[];
}

/** Parses a name as typed: `Dr. Müller, Hans-Peter (he/him)`, `HANS P. MUELLER`. */
export function readName(text: string): ReadName {
  const bare = text.replace(/\([^)]*\)|\[[^\]]*\]|"[^"]*"/g, ' ').replace(/[|•–—].*$/u, ' ');
  const spelled = wordsOf(turnedRound(bare));
  return { words: spelled.map(plainVowels), spelled };
}

/** Parses a name given as first and last name. */
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
 * The key of a lead's name: its first and last word, sorted, so neither their order nor middle names matter. Null for a name
 * of one word, which too many people share.
 */
export function nameKeyOf({ words }: ReadName): string | null {
  const [first, last] = [words[0], words.at(-1)];
  return words.length < 2 || first === undefined || last === undefined ? null : pairKey(first, last);
}

/**
 * Every key a lead of this name may have: any two words that could be first and last, with each given name in all its
 * forms.
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
