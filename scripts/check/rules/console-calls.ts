import { isShipped } from '@/scripts/check/layers';
import type { Project } from '@/scripts/check/project';
import { globalName, lineOf, nodesOf } from '@/scripts/check/syntax';
import type { Violation } from '@/scripts/check/violation';

/** What the product has to say goes through the logger, which redacts. */
export function consoleCalls(project: Project): Violation[] {
  return project
    .code()
    .filter(isShipped)
    .flatMap((file) =>
      nodesOf(project.syntax(file)).flatMap((node) =>
        node.type === 'MemberExpression' && globalName(node.object) === 'console'
          ? [{ file, line: lineOf(node), rule: 'no-console', advice: 'log through lib/log, or say it on the page' }]
          : [],
      ),
    );
}
