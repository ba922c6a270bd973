/** The name of an error, for logs: unlike its message, it holds no personal data. */
export function errorName(error: unknown): string {
  return error instanceof Error ? error.name : 'unknown';
}
