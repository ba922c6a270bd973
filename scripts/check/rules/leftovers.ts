import { isShipped } from '@/scripts/check/layers';
import type { Project } from '@/scripts/check/project';
import { lineOf, literalText, nodesOf } from '@/scripts/check/syntax';
import type { Violation } from '@/scripts/check/violation';

const MARKS = new RegExp(`\\b(?:${['TO' + 'DO', 'FIX' + 'ME', 'X'.repeat(3), 'HA' + 'CK'].join('|')})\\b`);
const STUB = /\bnot (?:yet )?implemented\b|\bunimplemented\b/i;
const PROSE = /\.(?:md|css|sql|ya?ml|html|sh)$/;

function markIn(file: string, line: number): Violation {
  return {
    file,
    line,
    rule: 'no-leftover',
    advice: 'do it now, or say the reason for what is there in the present tense',
  };
}

/** Nothing is left for later: no reminders in comments or documents, no stubs in what is shipped. */
export function leftovers(project: Project): Violation[] {
  const inCode = project.code().flatMap((file) => {
    const tree = project.syntax(file);
    const comments = (tree.comments ?? []).filter((comment) => MARKS.test(comment.value));
    const stubs = isShipped(file) ? nodesOf(tree).filter((node) => STUB.test(literalText(node) ?? '')) : [];
    return [
      ...comments.map((comment) => markIn(file, comment.loc?.start.line ?? 1)),
      ...stubs.map((node) => ({ file, line: lineOf(node), rule: 'no-stub', advice: 'build it or leave it out' })),
    ];
  });
  const inProse = project.files
    .filter((file) => PROSE.test(file) && !file.startsWith('drizzle/meta/'))
    .flatMap((file) => project.lines(file).flatMap((text, at) => (MARKS.test(text) ? [markIn(file, at + 1)] : [])));
  return [...inCode, ...inProse];
}
