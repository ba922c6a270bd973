import { systemClock } from '@/lib/core/clock';
import { trustedOrgId } from '@/lib/core/context';
import { readFunnel } from '@/lib/funnel/funnel-queries';
import { disagreements } from '@/lib/funnel/internal/disagreements';
import { refreshFunnel } from '@/lib/funnel/refresh-funnel';
import { startTemporaryPostgres } from '@/sandbox/postgres/temporary-postgres';
import { UndoStack } from '@/sandbox/world/undo-stack';
import { median, percentile, printFigure, printTable, rounded } from '@/tests/bench/support/figures';
import { numberOption } from '@/tests/support/outside/options';
import { type Stage, setStage } from './stage';

/** Refreshing the funnel after 100 leads have changed, among few and among many; and reading it. */
export async function run(args: readonly string[]): Promise<boolean> {
  const most = numberOption(args, 'leads', 1_000_000);
  const rounds = numberOption(args, 'rounds', 25);
  const changed = numberOption(args, 'changed', 100);
  const undo = new UndoStack();
  try {
    const postgres = await startTemporaryPostgres();
    undo.add(() => postgres.stop());
    const stages: Stage[] = [];
    for (const leads of [most / 100, most / 10, most]) {
      console.log(`Filling a database with ${leads.toLocaleString('en')} leads`);
      stages.push(await setStage(postgres.url, leads, undo));
    }
    const refreshed = await measureRefreshes(stages, rounds, changed);
    const reads = await measureReads(stages, rounds * 4);
    const scratch = await measureScratch(stages);
    const rows = stages.map((stage, i) => [
      stage.leads.toLocaleString('en'),
      rounded(refreshed[i] ?? Number.NaN, 1),
      rounded(scratch[i] ?? Number.NaN, 1),
      rounded(percentile(reads[i] ?? [], 0.5), 2),
      rounded(percentile(reads[i] ?? [], 0.99), 2),
    ]);
    printTable(
      `The funnel, ${changed} changed leads (medians of ${rounds} rounds, ms)`,
      ['leads', 'refresh', 'from scratch', 'read p50', 'read p99'],
      rows,
    );
    const [least = Number.NaN, , greatest = Number.NaN] = refreshed;
    const figure = (name: string, value: number, against: string, againstValue: number) =>
      printFigure({
        bench: 'funnel',
        figure: name,
        value: rounded(value, 2),
        unit: 'ms',
        against,
        againstValue: rounded(againstValue, 2),
      });
    figure('refresh_growth', greatest, `refresh among ${stages[0]?.leads} leads`, least);
    figure('refresh_against_recompute', greatest, 'count from scratch', scratch[2] ?? Number.NaN);
    figure('read_p50', percentile(reads[2] ?? [], 0.5), 'count from scratch', scratch[2] ?? Number.NaN);
    return true;
  } finally {
    await undo.undo();
  }
}

/** Round by round through all sizes: what else runs on the machine weighs on all alike. */
async function measureRefreshes(stages: readonly Stage[], rounds: number, changed: number): Promise<number[]> {
  const times = stages.map((): number[] => []);
  for (let round = -3; round < rounds; round += 1)
    for (const [i, stage] of stages.entries()) {
      await stage.change(changed);
      const { ms } = await timed(() => refreshFunnel({ db: stage.db, clock: systemClock }, 60_000));
      if (round >= 0) times[i]?.push(ms);
    }
  return times.map(median);
}

async function measureReads(stages: readonly Stage[], rounds: number): Promise<number[][]> {
  const times = stages.map((): number[] => []);
  for (let round = -5; round < rounds; round += 1)
    for (const [i, { db, organizationId }] of stages.entries()) {
      const ctx = { db, org: trustedOrgId(organizationId), now: systemClock.now() };
      const { ms } = await timed(() => readFunnel(ctx, round % 2 ? {} : { campaign: 'cmp_3' }, []));
      if (round >= 0) times[i]?.push(ms);
    }
  return times;
}

/** The daily count of everything, which must agree. */
async function measureScratch(stages: readonly Stage[]): Promise<number[]> {
  const times: number[] = [];
  for (const { db, organizationId, leads } of stages) {
    const all: number[] = [];
    for (let round = 0; round < 3; round += 1) {
      const { ms, result } = await timed(() => disagreements(db, organizationId));
      if (result.length > 0) throw new Error(`${result.length} figures of ${leads} leads disagree.`);
      all.push(ms);
    }
    times.push(median(all));
  }
  return times;
}

async function timed<Result>(work: () => Promise<Result>): Promise<{ ms: number; result: Result }> {
  const startedAt = performance.now();
  const result = await work();
  return { ms: performance.now() - startedAt, result };
}
