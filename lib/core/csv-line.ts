/** A line of a CSV file (RFC 4180), with its end. */
export function csvLine(values: readonly (string | number | null)[]): string {
  return `${values.map(cellOf).join(',')}\r\n`;
}

/**
 * A spreadsheet runs a cell that begins like a formula. One that separates by semicolons or tabs begins a cell in the
 * middle of a text, quoted or not, so an apostrophe goes before every place where a formula could begin. A plain number
 * in E.164 is not one.
 */
function cellOf(value: string | number | null): string {
  if (value === null) return '';
  const text = String(value);
  const safe = /^\+\d{7,15}$/.test(text)
    ? text
    : text.replace(/(^|[;\t\r\n])(?=[ "'\u00a0]*[=+\-@])|^(?=[\t\r\n])/g, "$1'");
  return /[",;\t\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
