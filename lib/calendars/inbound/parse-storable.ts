/** Escapes of characters that JSON carries and the database refuses: NUL, and halves of pairs. */
const MAY_BE_UNSTORABLE = /\\u(?:0000|d[89a-f][0-9a-f]{2})/i;
const UNSTORABLE = /\0|\p{Surrogate}/gu;

/** Parses JSON from outside; characters that cannot be kept are left out of its texts. @throws SyntaxError */
export function parseStorable(text: string): unknown {
  if (!MAY_BE_UNSTORABLE.test(text)) return JSON.parse(text);
  return JSON.parse(text, (_, value: unknown) => (typeof value === 'string' ? value.replace(UNSTORABLE, '') : value));
}
