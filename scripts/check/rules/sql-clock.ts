import type { Node } from '@babel/types';
import { isShipped } from '@/scripts/check/layers';
import type { Project } from '@/scripts/check/project';
import { dottedName, lineOf, literalText, nodesOf } from '@/scripts/check/syntax';
import type { Violation } from '@/scripts/check/violation';

const CLOCK_OR_CHANCE =
  /\b(?:now|clock_timestamp|statement_timestamp|transaction_timestamp|timeofday|random|gen_random_uuid)\s*\(\s*\)|\b(?:current_timestamp|current_date|current_time|localtimestamp|localtime)\b/i;
const STATEMENT = /\b(?:select|insert\s+into|update|delete\s+from|where|set|values)\b/i;

/** The SQL a node holds: any `sql` template, and any other text that reads as a statement. */
function sqlText(node: Node): string | undefined {
  if (node.type === 'TaggedTemplateExpression') {
    const tag = dottedName(node.tag)?.split('.').at(-1);
    return tag?.toLowerCase().endsWith('sql') ? literalText(node.quasi) : undefined;
  }
  const text = literalText(node);
  return text && STATEMENT.test(text) ? text : undefined;
}

/** The database is asked for data, never for the time: `now` is a parameter, so that a query gives the same answer twice. */
export function sqlClock(project: Project): Violation[] {
  return project
    .code()
    .filter(isShipped)
    .flatMap((file) => {
      const lines = new Map<number, string>();
      for (const node of nodesOf(project.syntax(file))) {
        const found = sqlText(node)?.match(CLOCK_OR_CHANCE)?.[0];
        if (found) lines.set(lineOf(node), found);
      }
      return [...lines].map(([line, found]) => ({
        file,
        line,
        rule: 'no-sql-clock',
        advice: `${found}: pass the context's \`now\` (or an id) as a parameter; a column default uses defaultNow()`,
      }));
    });
}
