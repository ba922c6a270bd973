/** A line of a CSV file (RFC 4180), with its end. */
export function csvLine(values: readonly (string | number | null)[]): string {
  return `${values.map(cellOf).join(',')}\r\n`;
}

/** A spreadsheet runs a cell that begins like a formula, so such a text gets an apostrophe; a plain number in E.164 is none. */
function cellOf(value: string | number | null): string {
  if (value === null) return '';
  const text = String(value);
  const safe = /^[=+\-@\t\r\n]/.test(text) && !/^\+\d{7,15}$/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
