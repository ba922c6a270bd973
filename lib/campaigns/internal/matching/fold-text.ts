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

/**
 * Text as comparisons see it: lower case, without diacritics, one space between words, nothing but letters, digits and
 * `&`. Apostrophes and dots close up (`O’Brien` → `obrien`, `S.A.` → `sa`), every other sign parts words. Folding twice
 * changes nothing.
 */
export function foldText(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/[ßøæœłđðþıħŋ]/g, (letter) => letters[letter] ?? letter)
    .replace(/['’‘`´ʼ]/g, '')
    .replace(/\.(?=\p{L}(?:\.|$|\P{L}))/gu, '')
    .replace(/[^\p{L}\p{N}&]+/gu, ' ')
    .trim();
}

/**
 * One word as keys hold it: `ae`, `oe`, `ue` are the same as `ä` and `a`, so that Müller, Mueller and Muller agree.
 * For words of `foldText`.
 */
export function plainVowels(word: string): string {
  return word.replace(/([aou])e/g, '$1');
}
