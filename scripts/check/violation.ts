/** One broken rule at one place. */
export interface Violation {
  /** Path from the project's root, with forward slashes. */
  file: string;
  /** Counted from 1; 1 when the rule is about the whole file. */
  line: number;
  rule: string;
  /** What to do instead. */
  advice: string;
}

/** `path:line  rule  what to do instead`. */
export function formatViolation({ file, line, rule, advice }: Violation): string {
  return `${file}:${line}  ${rule}  ${advice}`;
}
