import { runTool, summaryOf, type ToolOutcome } from '@/scripts/check/run-tool';
import type { Violation } from '@/scripts/check/violation';

const BIOME = '@biomejs/biome/bin/biome';
const ANNOTATION =
  /^::(?:error|warning) title=(?<rule>[^,]*),file=(?<file>[^,]*),line=(?<line>\d+)[^:]*::(?<message>.*)$/;

function decode(text: string): string {
  return text.replace(/%0D/g, '').replace(/%0A/g, ' ').replace(/%25/g, '%').trim();
}

/** Violations in the output of `biome ci --reporter=github`. A failure that names no place is a violation all the same. */
export function biomeViolations(outcome: ToolOutcome): Violation[] {
  const violations = outcome.stdout.split('\n').flatMap((text) => {
    const { rule = '', file = '', line = '1', message = '' } = ANNOTATION.exec(text)?.groups ?? {};
    if (!file) return [];
    const advice = rule === 'format' || rule.startsWith('assist/') ? 'run npx biome check --write' : decode(message);
    return [{ file, line: Number(line), rule, advice }];
  });
  if (outcome.code === 0 || violations.length > 0) return violations;
  return [{ file: 'biome.json', line: 1, rule: 'biome', advice: summaryOf(outcome) }];
}

/** Format, order of imports and lint of the whole project. */
export async function formatAndLint(root: string): Promise<Violation[]> {
  const args = ['ci', '--reporter=github', '--max-diagnostics=none', '--error-on-warnings', '--colors=off'];
  return biomeViolations(await runTool(root, BIOME, args));
}
