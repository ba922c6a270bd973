/** `%…%` pattern of a text in lower case, with the wildcards of LIKE taken literally. */
export function containing(text: string): string {
  return `%${text.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`;
}
