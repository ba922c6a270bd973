import { findIana } from 'windows-iana';
import { canonicalTimeZone } from './zones';

/** A zone that somebody stated: its IANA name, or, where the text names none, the zone that was probably meant. */
type TimeZoneReading = { zone: string; suggestion: null } | { zone: null; suggestion: string | null };

/**
 * Abbreviations that people use for a zone with daylight saving time. `EST`, `MST` and `HST` are names of the IANA
 * database, too, of offsets that never change: taken literally they are an hour off all summer.
 */
const ABBREVIATIONS: Readonly<Record<string, string>> = {
  EST: 'America/New_York',
  EDT: 'America/New_York',
  ET: 'America/New_York',
  CST: 'America/Chicago',
  CDT: 'America/Chicago',
  CT: 'America/Chicago',
  MST: 'America/Denver',
  MDT: 'America/Denver',
  MT: 'America/Denver',
  PST: 'America/Los_Angeles',
  PDT: 'America/Los_Angeles',
  PT: 'America/Los_Angeles',
  AKST: 'America/Anchorage',
  AKDT: 'America/Anchorage',
  HST: 'Pacific/Honolulu',
  AST: 'America/Halifax',
  ADT: 'America/Halifax',
  NST: 'America/St_Johns',
  NDT: 'America/St_Johns',
  BST: 'Europe/London',
  GMT: 'Europe/London',
  WEST: 'Europe/Lisbon',
  CEST: 'Europe/Berlin',
  EEST: 'Europe/Bucharest',
  MSK: 'Europe/Moscow',
  IST: 'Asia/Kolkata',
  SGT: 'Asia/Singapore',
  HKT: 'Asia/Hong_Kong',
  JST: 'Asia/Tokyo',
  KST: 'Asia/Seoul',
  AEST: 'Australia/Sydney',
  AEDT: 'Australia/Sydney',
  ACST: 'Australia/Adelaide',
  ACDT: 'Australia/Adelaide',
  AWST: 'Australia/Perth',
  NZST: 'Pacific/Auckland',
  NZDT: 'Pacific/Auckland',
  BRT: 'America/Sao_Paulo',
  SAST: 'Africa/Johannesburg',
};

/**
 * Reads a time zone as forms, spreadsheets and calendars write it: IANA names and links in any case, with spaces for
 * underscores, and the names of Windows. Fixed abbreviations are no zone; they come with the one that was meant.
 */
export function readTimeZone(text: string): TimeZoneReading {
  const name = text
    .normalize('NFKC')
    .replace(/\p{Cf}/gu, '')
    .trim();
  const meant = ABBREVIATIONS[name.toUpperCase()];
  if (meant) return { zone: null, suggestion: meant };
  const zone = canonicalTimeZone(name) ?? canonicalTimeZone(name.replace(/\s+/g, '_')) ?? ofWindows(name);
  return zone === null ? { zone: null, suggestion: null } : { zone, suggestion: null };
}

function ofWindows(name: string): string | null {
  const [first] = findIana(name);
  return first ? canonicalTimeZone(first) : null;
}
