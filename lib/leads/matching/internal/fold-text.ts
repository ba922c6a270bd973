/** Letters without a Unicode decomposition. */
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

/** Keys are indexed, and index entries have a size limit. */
const LONGEST = 300;

/**
 * Text for comparison: lower case, without diacritics, single spaces, only letters, digits and `&`. Apostrophes and dots are
 * removed (`O’Brien` → `obrien`, `S.A.` → `sa`), other signs separate words. Longer texts are cut. Idempotent.
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
 * Simplifies `ae`, `oe`, `ue` in a word of `foldText`, so that Müller, Mueller and Muller agree.
 */
export function plainVowels(word: string): string {
  return word.replace(/([aou])e/g, '$1');
}
