/** `%…%` pattern of a text in small letters, with the wildcards of LIKE taken literally. */
export function containing(text: string): string {
  return `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
}
