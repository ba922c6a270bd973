import type { Project } from '@/scripts/check/project';
import { lineOf, nodesOf } from '@/scripts/check/syntax';
import type { Violation } from '@/scripts/check/violation';

const SWITCHED_OFF = /^\W*@ts-(?:ignore|expect-error|nocheck)\b/;

/** Nothing leaves the type system: neither `any` nor a comment that silences the compiler. */
export function typeEscapes(project: Project): Violation[] {
  return project.code().flatMap((file) => {
    const tree = project.syntax(file);
    const types = nodesOf(tree)
      .filter((node) => node.type === 'TSAnyKeyword')
      .map((node) => ({
        file,
        line: lineOf(node),
        rule: 'no-any',
        advice: 'write the type, or `unknown` and a parse',
      }));
    const comments = (tree.comments ?? [])
      .filter((comment) => SWITCHED_OFF.test(comment.value))
      .map((comment) => ({
        file,
        line: comment.loc?.start.line ?? 1,
        rule: 'no-silenced-types',
        advice: 'fix the type instead of silencing the compiler',
      }));
    return [...types, ...comments];
  });
}
