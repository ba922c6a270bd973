import { loadavg } from 'node:os';
import { performance } from 'node:perf_hooks';
import { sql } from 'drizzle-orm';
import { systemIds } from '@/lib/core/ids';
import { closeDatabase, createDatabase, type Database } from '@/lib/db/client';
import { noLimits } from '@/lib/db/time-limits';
import { matchAttendees } from '@/lib/leads/matching/match-attendees';
import { startTemporaryPostgres } from '@/sandbox/postgres/temporary-postgres';
import { UndoStack } from '@/sandbox/world/undo-stack';
import { printFigure, printTable, rounded } from '@/tests/bench/support/figures';
import { numberOption } from '@/tests/support/outside/options';
import { migratedDatabase } from '@/tests/support/outside/product-database';
import { type Category, categories } from './generator/attendees';
import { populationOf } from './generator/people';
import { judge, type Verdict } from './judge';
import { matchByEquality, type PeerMatches } from './peer';
import { seedBookings, seedLeads, seedOrganization } from './seed';

const BENCH = 'matching';
const PEER = 'equal address, else equal name of one lead alone (SQL)';

/**
 * Attendees of a generated crowd against generated lists, through the product's own batches on a database: how many
 * matches are right, how many of those who stand in a list are found, and how long it takes.
 */
export async function run(args: readonly string[]): Promise<void> {
  const people = numberOption(args, 'leads', 1_000_000);
  const booked = numberOption(args, 'attendees', 100_000);
  const seed = numberOption(args, 'seed', 7_041_776);
  const undo = new UndoStack();
  try {
    const postgres = await startTemporaryPostgres({ database: 'product' });
    undo.add(() => postgres.stop());
    const url = await migratedDatabase(postgres);
    const db = createDatabase({ url, directUrl: url, driver: 'pg', neonWsProxy: undefined, poolSize: 4 }, noLimits);
    undo.add(() => closeDatabase(db));
    await measure(db, { people, booked, seed });
  } finally {
    await undo.undo();
  }
}

async function measure(db: Database, { people, booked, seed }: { people: number; booked: number; seed: number }) {
  const population = populationOf(seed, people);
  const org = await seedOrganization(db, population);
  console.log(
    `Seed ${seed}. Writing ${people.toLocaleString('en')} people into lists and ${booked.toLocaleString('en')} bookings …`,
  );
  const listed = await seedLeads(db, org, population);
  const ids = await seedBookings(db, org, population, booked);
  await db.execute(sql`analyze leads`);
  await db.execute(sql`analyze attendees`);
  await db.execute(sql`analyze booking_events`);

  const peer = await matchByEquality(db, org);
  const peerVerdict = judge(population, booked, (place) => peer.leadOf.get(idOf(place)) ?? null);

  const loadBefore = loadavg()[0] ?? 0;
  const started = performance.now();
  // Two at a time, as two drains would.
  const half = Math.ceil(ids.length / 2);
  const now = new Date('2026-03-02T10:00:00Z');
  await Promise.all(
    [ids.slice(0, half), ids.slice(half)].map((some) => matchAttendees({ db, ids: systemIds, now }, org, some)),
  );
  const seconds = (performance.now() - started) / 1000;

  const { rows } = await db.execute<{ id: string; lead_id: string | null }>(sql`select id, lead_id from attendees`);
  const leadOf = new Map(rows.map(({ id, lead_id }) => [id, lead_id]));
  const verdict = judge(population, booked, (place) => leadOf.get(idOf(place)) ?? null);
  print(verdict, peerVerdict, peer, { seconds, listed, booked, load: [loadBefore, loadavg()[0] ?? 0] });
}

function idOf(place: number): string {
  return `att_${String(place).padStart(7, '0')}`;
}

interface Circumstances {
  seconds: number;
  listed: number;
  booked: number;
  /** Of the machine over a minute, before and after. */
  load: [number, number];
}

function print(verdict: Verdict, peer: Verdict, { seconds: peerSeconds }: PeerMatches, around: Circumstances): void {
  const { seconds, listed, booked, load } = around;
  printTable(
    'Automatic matches by what sets the attendee apart from the list',
    ['category', 'leads', 'strangers', 'right', 'wrong', 'found', 'peer right', 'peer wrong'],
    (Object.keys(categories) as Category[]).map((name) => {
      const { known, strangers, right, wrong } = verdict.byCategory[name];
      const other = peer.byCategory[name];
      return [name, known, strangers, right, wrong, known ? rounded(right / known, 3) : '', other.right, other.wrong];
    }),
  );
  for (const [name, meaning] of Object.entries(categories)) console.log(`${name.padEnd(14)} ${meaning}`);
  printTable(
    `${booked.toLocaleString('en')} attendees against ${listed.toLocaleString('en')} leads`,
    ['', 'precision', 'recall', 'seconds'],
    [
      ['product', rounded(verdict.precision, 4), rounded(verdict.recall, 4), rounded(seconds, 1)],
      ['peer', rounded(peer.precision, 4), rounded(peer.recall, 4), rounded(peerSeconds, 1)],
    ],
  );
  console.log(
    `Recall counts every attendee whose person is a lead. Load: ${load.map((one) => one.toFixed(1)).join(' → ')}.`,
  );
  const against = PEER;
  const figure = (name: string, unit: string, value: number, againstValue: number) =>
    printFigure({
      bench: BENCH,
      figure: name,
      value: rounded(value, 4),
      unit,
      against,
      againstValue: rounded(againstValue, 4),
    });
  figure('precision', 'share', verdict.precision, peer.precision);
  figure('recall', 'share', verdict.recall, peer.recall);
  figure('seconds', 's', seconds, peerSeconds);
}
