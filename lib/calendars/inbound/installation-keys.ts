/** The keys of a configuration value, which may list several while one replaces another. */
export function installationKeys(value: string | undefined): string[] {
  return (value ?? '')
    .split(',')
    .map((key) => key.trim())
    .filter(Boolean);
}
