import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildIfStale } from '@/sandbox/world/build-if-stale';
import { runChecks } from '@/scripts/check/run-checks';
import { readPlaywright, readVitest } from './read-results';
import { runCommand } from './run-command';
import { brokenStep, type Step, type StepResult, withExitCode, withReasons } from './step';

const RESULTS = '.slotline/test-results';
// Ends a run that hangs; far above what a slow machine needs.
const VITEST_LIMIT_MS = 30 * 60_000;
const BROWSER_LIMIT_MS = 30 * 60_000;

function freshResultPath(root: string, name: string): string {
  const folder = join(root, RESULTS);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, name);
  rmSync(path, { force: true });
  return path;
}

async function checks(root: string): Promise<StepResult> {
  const results = await runChecks(root, (line) => console.log(line));
  const failed = results.filter(({ violations }) => violations.length > 0);
  return {
    passed: results.length - failed.length,
    failed: failed.length,
    skipped: [],
    problems: failed.map(({ name, violations }) => `${name} (${violations.length})`),
  };
}

async function vitest(root: string): Promise<StepResult> {
  const totals = freshResultPath(root, 'vitest-totals.json');
  const outcome = await runCommand(root, 'vitest/vitest.mjs', ['run'], { limitMs: VITEST_LIMIT_MS });
  return withExitCode('vitest', withReasons(readVitest(totals)), outcome);
}

async function browser(root: string, build: { error: string | undefined }): Promise<StepResult> {
  if (!existsSync(join(root, 'tests/e2e'))) return brokenStep('there are no browser tests: tests/e2e is missing');
  if (!existsSync(join(root, 'playwright.config.ts'))) return brokenStep('playwright.config.ts is missing');
  if (build.error) return brokenStep(`not run, for want of a build: ${build.error}`);
  const report = freshResultPath(root, 'playwright.json');
  const outcome = await runCommand(root, '@playwright/test/cli.js', ['test', '--reporter=list,json'], {
    limitMs: BROWSER_LIMIT_MS,
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report },
  });
  return withExitCode('playwright', withReasons(readPlaywright(report)), outcome);
}

/** The parts of `npm test`, in order. Each runs whatever became of the others; only the browser needs the build. */
export function testSteps(root: string): Step[] {
  const build: { error: string | undefined } = { error: 'it was not made' };
  return [
    { name: 'static checks', run: () => checks(root) },
    {
      name: 'build',
      run: async () => {
        try {
          const { built } = await buildIfStale(root);
          build.error = undefined;
          console.log(built ? 'built' : 'the build of these sources is there already');
          return { passed: 1, failed: 0, skipped: [], problems: [] };
        } catch (error) {
          build.error = error instanceof Error ? error.message : String(error);
          return brokenStep(build.error);
        }
      },
    },
    { name: 'vitest', run: () => vitest(root) },
    { name: 'browser', run: () => browser(root, build) },
  ];
}
