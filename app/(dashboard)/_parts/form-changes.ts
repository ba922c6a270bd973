/** The entries of `next` that differ from `current`, so that a form overwrites only what it changed. */
export function changesOf<Values extends object>(next: Values, current: Partial<Values>): Partial<Values> {
  const entries = Object.entries(next) as [keyof Values, Values[keyof Values]][];
  return Object.fromEntries(
    entries.filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(current[name])),
  ) as Partial<Values>;
}

/** A text field's value, trimmed; null when empty. */
export function textOf(data: FormData, name: string): string | null {
  const value = data.get(name);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** A number field's value; null when empty. */
export function numberOf(data: FormData, name: string): number | null {
  const text = textOf(data, name);
  return text === null ? null : Number(text);
}
