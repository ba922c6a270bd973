/** The result of one check. */
export interface Finding {
  level: 'ok' | 'warning' | 'fault';
  subject: string;
  /** What was found, in a few words. */
  text: string;
  /** How to fix it. */
  remedy?: string;
}

const MARKS = { ok: '✓', warning: '!', fault: '✗' } as const;

export const ok = (subject: string, text: string): Finding => ({ level: 'ok', subject, text });
export const warning = (subject: string, text: string, remedy: string): Finding => ({
  level: 'warning',
  subject,
  text,
  remedy,
});
export const fault = (subject: string, text: string, remedy: string): Finding => ({
  level: 'fault',
  subject,
  text,
  remedy,
});

const counted = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** The findings as lines, and how many of them keep the product from running. */
export function report(findings: readonly Finding[]): { lines: string[]; faults: number } {
  const width = Math.max(...findings.map(({ subject }) => subject.length));
  const lines = findings.flatMap(({ level, subject, text, remedy }) => [
    `  ${MARKS[level]} ${subject.padEnd(width)}  ${text}`,
    ...(remedy ? [`    ${''.padEnd(width)}  → ${remedy}`] : []),
  ]);
  const faults = findings.filter(({ level }) => level === 'fault').length;
  const warnings = findings.filter(({ level }) => level === 'warning').length;
  const closing =
    faults > 0
      ? `Fix ${counted(faults, 'problem')} before Slotline can run${warnings > 0 ? `, and look at ${counted(warnings, 'warning')}` : ''}.`
      : warnings > 0
        ? `Ready. Look at ${counted(warnings, 'warning')}.`
        : 'All checks passed.';
  return { lines: [...lines, '', `  ${closing}`], faults };
}

/** The innermost message of an error, without SQL statements and parameters. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  if (error.cause instanceof Error) return reasonOf(error.cause);
  if ('detail' in error && typeof error.detail === 'string') return error.detail;
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join('; ');
  return error.message;
}
