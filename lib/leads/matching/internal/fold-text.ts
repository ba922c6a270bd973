/** Letters that no decomposition turns into plain ones. */
const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  ø: 'o',
  æ: 'ae',
  œ: 'oe',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ı: 'i',
  ħ: 'h',
  ŋ: 'n',
};

/** Keys are indexed, and an index holds no entry of several thousand characters. */
const LONGEST = 300;

/**
 * Text as comparisons see it: lower case, without diacritics, one space between words, nothing but letters, digits and
 * `&`. Apostrophes and dots close up (`O’Brien` → `obrien`, `S.A.` → `sa`), every other sign parts words. What is longer
 * than any name ends after its first characters. Folding twice changes nothing.
 */
export function foldText(text: string): string {
  const folded = text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[ßøæœłđðþıħŋ]/g, (letter) => letters[letter] ?? letter)
    .replace(/['’‘`´ʼ]/g, '')
    .replace(/\.(?=\p{L}(?:\.|$|\P{L}))/gu, '')
    .replace(/[^\p{L}\p{N}&]+/gu, ' ')
    .trim();
  return folded.length > LONGEST ? [...folded].slice(0, LONGEST).join('').trim() : folded;
}

/**
 * One word as keys hold it: `ae`, `oe`, `ue` are the same as `ä` and `a`, so that Müller, Mueller and Muller agree.
 * For words of `foldText`.
 */
export function plainVowels(word: string): string {
  return word.replace(/([aou])e/g, '$1');
}
