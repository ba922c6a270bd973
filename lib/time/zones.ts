import { Temporal } from 'temporal-polyfill';

/**
 * The zone's name as the IANA database spells it (`europe/kyiv` → `Europe/Kyiv`; an alias stays the alias), or null when
 * there is no such zone. Offsets (`+02:00`) are not zones: they know nothing of summer time.
 */
export function canonicalTimeZone(name: string): string | null {
  if (!/^[A-Za-z][\w+/-]*$/.test(name)) return null;
  try {
    return new Temporal.ZonedDateTime(0n, name).timeZoneId;
  } catch {
    return null;
  }
}

/** Whether a text names a zone of the IANA database, links and aliases included, in any case. */
export function isTimeZone(name: string): boolean {
  return canonicalTimeZone(name) !== null;
}
