/** An e-mail address as accounts are kept under: two spellings of one address are one account. */
export function normalizedEmail(text: string): string {
  return text.trim().toLowerCase();
}
