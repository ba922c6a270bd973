import { sql } from 'drizzle-orm';
import { Temporal } from 'temporal-polyfill';
import type { Database } from '@/lib/db/client';
import { type Finding, ok, warning } from './finding';

/** Zones with and without daylight saving time, and zones that changed their rules recently. */
const ZONES = [
  'America/New_York',
  'America/Los_Angeles',
  'America/Phoenix',
  'America/Sao_Paulo',
  'America/Mexico_City',
  'Europe/London',
  'Europe/Berlin',
  'Africa/Casablanca',
  'Africa/Cairo',
  'Asia/Amman',
  'Asia/Kolkata',
  'Asia/Tokyo',
  'Australia/Sydney',
  'Pacific/Auckland',
];
const DAYS_AHEAD = 730;
const STEP_DAYS = 5;

/** Checks that Node and the database agree on offsets for two years: Node converts wall times, the database searches them. */
export async function checkTimeZones(db: Database, now: Date): Promise<Finding> {
  const instants = Array.from({ length: Math.ceil(DAYS_AHEAD / STEP_DAYS) }, (_, at) =>
    new Date(now.getTime() + at * STEP_DAYS * 86_400_000).toISOString(),
  );
  const { rows } = await db.execute<{ zone: string; at: string; seconds: string }>(sql`
    select zone, at, extract(epoch from (at::timestamptz at time zone zone) - (at::timestamptz at time zone 'UTC')) as seconds
    from jsonb_array_elements_text(${JSON.stringify(ZONES)}::jsonb) as zone,
         jsonb_array_elements_text(${JSON.stringify(instants)}::jsonb) as at`);
  const differing = new Set(
    rows.filter((row) => offsetOf(row.zone, row.at) !== Number(row.seconds)).map((row) => row.zone),
  );
  if (differing.size === 0)
    return ok('time zones', `Node (tz ${process.versions.tz ?? 'unknown'}) and the database agree for two years`);
  return warning(
    'time zones',
    `Node and the database disagree about ${[...differing].join(', ')}`,
    'update the older of the two: Node, or the tzdata of the database server',
  );
}

function offsetOf(zone: string, at: string): number {
  return Temporal.Instant.from(at).toZonedDateTimeISO(zone).offsetNanoseconds / 1e9;
}
