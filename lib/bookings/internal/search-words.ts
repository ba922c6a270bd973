const MAX_WORDS = 6;

/**
 * What to look for: the booking must contain every word; each word stands with its spellings. A telephone number in any
 * notation is looked for by its digits.
 */
export function searchWords(text: string): string[][] {
  const phone = digitsOfPhone(text);
  const words = text.toLowerCase().split(/\s+/).filter(Boolean).slice(0, MAX_WORDS);
  if (phone === null) return words.map((word) => [word]);
  return [[words.join(' '), phone]];
}

/** Digits of a text that is written like a telephone number, without the national leading zeros; else null. */
function digitsOfPhone(text: string): string | null {
  if (!/^\+?[\d\s()./-]+$/.test(text.trim())) return null;
  const digits = text.replace(/\(0\)|\D/g, '').replace(/^0+/, '');
  return digits.length >= 3 ? digits : null;
}
