const whole = new Intl.NumberFormat('en-GB');

/** `12,400`. */
export function countOf(count: number): string {
  return whole.format(count);
}

/** A share of one as `12.5%`; a dash when there is nothing to divide by. */
export function percent(share: number | null): string {
  if (share === null) return '–';
  const value = share * 100;
  return `${value === 0 || value >= 10 ? Math.round(value) : Number(value.toFixed(value >= 1 ? 1 : 2))}%`;
}

/** A count per hundred as `3.2`; a dash when there is nothing to divide by. */
export function perHundred(count: number | null): string {
  return count === null ? '–' : String(Number(count.toFixed(count >= 1 ? 1 : 2)));
}

/** `3.2 days`, `2 h`, `40 s`; a dash when unknown. */
export function lengthOf(seconds: number | null): string {
  if (seconds === null) return '–';
  const minutes = Math.round(seconds / 60);
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  if (hours < 48) return `${hours} h`;
  const days = Number((hours / 24).toFixed(1));
  return days === 1 ? '1 day' : `${days} days`;
}

/** How a count compares with the previous period: `+12% vs. previous period`. */
export function changeOf(now: number, before: number): string {
  if (before === 0) return now === 0 ? 'same as previous period' : 'new this period';
  const change = Math.round((now / before - 1) * 100);
  if (change === 0) return 'same as previous period';
  return `${change > 0 ? '+' : '−'}${Math.abs(change)}% vs. previous period`;
}
