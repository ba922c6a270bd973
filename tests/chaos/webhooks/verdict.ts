import type pg from 'pg';
import {
  type BookingSnapshot,
  emptySnapshot,
  mergeSnapshots,
  snapshotsOf,
  stateOf,
} from '@/lib/calendars/inbound/external-state';
import { readCalcomWebhook } from '@/lib/calendars/providers/calcom/read-webhook';
import { bookerOf, type Story } from '@/tests/support/booking-stories';
import { lifeOf } from './plan';

/** What must be zero, whatever went wrong. */
export interface Invariants {
  /** Acknowledged, and not in the inbox. */
  lost: number;
  /** In the inbox, and never interpreted. */
  notInterpreted: number;
  /** Bookings that came to be more than once, by their history. */
  interpretedTwice: number;
  /** Lives with no booking, or with several. */
  doubled: number;
  /** Bookings that do not stand as the fold of what was told. */
  wrongState: number;
  /** Bookings whose people are not those of the fold. */
  wrongPeople: number;
  /** Bookings of none of the lives. */
  strays: number;
  /** Leads who are booked and are not by the fold of what was told, or the other way round. */
  wrongLeads: number;
  /** By how much the funnel's count of the booked differs from that fold. */
  wrongFunnel: number;
}

interface BookingRow {
  id: string;
  status: string;
  external_id: string | null;
  start_time: Date;
  end_time: Date;
  emails: string[] | null;
  created: number;
}

/** Holds the database against the fold of everything that was posted. */
export async function judge(
  client: pg.Client,
  stories: readonly Story[],
  acknowledged: readonly string[],
): Promise<Invariants> {
  const kept = await client.query<{ dedupe_key: string; status: string }>(
    'select dedupe_key, status from webhook_events',
  );
  const keys = new Set(kept.rows.map(({ dedupe_key }) => dedupe_key.split(':')[1]));
  const told = new Set(acknowledged.map((text) => readCalcomWebhook(text).dedupeKey));
  const ties = await client.query<{ external_id: string; booking_id: string | null }>(
    'select external_id, booking_id from external_bookings',
  );
  const bookings = await client.query<BookingRow>(
    `select b.id, b.status, b.external_id, b.start_time, b.end_time,
            (select array_agg(a.email order by a.position) from attendees a where a.booking_id = b.id) as emails,
            (select count(*)::int from booking_history h where h.booking_id = b.id and h.kind = 'created') as created
     from booking_events b`,
  );
  const byId = new Map(bookings.rows.map((row) => [row.id, row]));
  const tied = new Map<string, Set<string>>();
  for (const { external_id, booking_id } of ties.rows) {
    const life = external_id.split('_')[0] ?? '';
    if (booking_id !== null) tied.set(life, (tied.get(life) ?? new Set()).add(booking_id));
  }
  const invariants: Invariants = {
    lost: [...told].filter((key) => !keys.has(key)).length,
    notInterpreted: kept.rows.filter(({ status }) => ['received', 'failed', 'dead'].includes(status)).length,
    interpretedTwice: bookings.rows.filter(({ created }) => created !== 1).length,
    doubled: 0,
    wrongState: 0,
    wrongPeople: 0,
    strays: 0,
    ...(await judgeFunnel(client, stories)),
  };
  const seen = new Set<string>();
  for (const story of stories) {
    const ids = [...(tied.get(lifeOf(story)) ?? [])];
    for (const id of ids) seen.add(id);
    const row = byId.get(ids[0] ?? '');
    if (ids.length !== 1 || !row) {
      invariants.doubled += 1;
      continue;
    }
    const state = fold(story);
    const live = state?.life === 'accepted' || state?.life === 'requested';
    const stands =
      row.status === (live ? 'pending' : 'cancelled') &&
      row.external_id === (live ? state?.externalId : null) &&
      row.start_time.toISOString() === state?.details.start &&
      row.end_time.toISOString() === state.details.end;
    if (!stands) invariants.wrongState += 1;
    const emails = state?.details.people.map(({ email }) => email) ?? [];
    if (JSON.stringify(row.emails) !== JSON.stringify(emails)) invariants.wrongPeople += 1;
  }
  invariants.strays = bookings.rows.filter(({ id }) => !seen.has(id)).length;
  return invariants;
}

async function judgeFunnel(
  client: pg.Client,
  stories: readonly Story[],
): Promise<Pick<Invariants, 'wrongLeads' | 'wrongFunnel'>> {
  const told = new Set(
    stories.filter((story) => fold(story)?.life === 'accepted').map((story) => bookerOf(lifeOf(story))),
  );
  const leads = await client.query<{ email: string; booked: boolean }>(
    'select email, booked_at is not null as booked from leads',
  );
  const counted = await client.query<{ booked: number }>(
    'select coalesce(sum(booked), 0)::int as booked from funnel_totals',
  );
  return {
    wrongLeads: leads.rows.filter(({ email, booked }) => booked !== told.has(email)).length,
    wrongFunnel: Math.abs((counted.rows[0]?.booked ?? 0) - told.size),
  };
}

function fold(story: Story) {
  const ids = new Map<string, BookingSnapshot>();
  for (const body of story.bodies)
    for (const fact of readCalcomWebhook(JSON.stringify(body)).facts)
      for (const [id, known] of snapshotsOf(fact)) ids.set(id, mergeSnapshots(ids.get(id) ?? emptySnapshot, known));
  return stateOf(ids);
}
