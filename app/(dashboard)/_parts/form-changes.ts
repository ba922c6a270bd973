/** The entries of `next` that differ from what stands, so that a form overwrites nothing that it did not touch. */
export function changesOf<Values extends object>(next: Values, standing: Partial<Values>): Partial<Values> {
  const entries = Object.entries(next) as [keyof Values, Values[keyof Values]][];
  return Object.fromEntries(
    entries.filter(([name, value]) => JSON.stringify(value) !== JSON.stringify(standing[name])),
  ) as Partial<Values>;
}

/** A text field's content, trimmed; null when it is empty. */
export function textOf(data: FormData, name: string): string | null {
  const value = data.get(name);
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}

/** A number field's content; null when it is empty. */
export function numberOf(data: FormData, name: string): number | null {
  const text = textOf(data, name);
  return text === null ? null : Number(text);
}
