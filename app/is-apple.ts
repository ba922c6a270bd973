/** Whether a browser (by its `User-Agent`) runs on a machine of Apple, whose keyboards have ⌘ where others have Ctrl. */
export function isApple(userAgent: string | null): boolean {
  return /Macintosh|iPhone|iPad/.test(userAgent ?? '');
}
