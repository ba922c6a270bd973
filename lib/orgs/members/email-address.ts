/** The form of an email address that identifies an account: all spellings of an address are one account. */
export function normalizedEmail(text: string): string {
  return text.trim().toLowerCase();
}
