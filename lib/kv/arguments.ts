/** @throws RangeError for a key that some driver could not hold */
export function requireKey(key: string): void {
  if (key.length === 0 || key.length > 512) throw new RangeError('A key has 1 to 512 characters.');
}

/** @throws RangeError for a lifetime that is not a whole number of seconds above 0 */
export function requireLifetime(seconds: number): void {
  if (!Number.isSafeInteger(seconds) || seconds < 1) throw new RangeError('A lifetime is whole seconds, at least 1.');
}
