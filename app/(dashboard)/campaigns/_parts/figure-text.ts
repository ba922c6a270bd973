const whole = new Intl.NumberFormat('en-GB');

/** `12,400`. */
export function countOf(count: number): string {
  return whole.format(count);
}

/** `12.5 %` of a share of one; a dash where there is nothing to divide by. */
export function percent(share: number | null): string {
  if (share === null) return '–';
  const value = share * 100;
  return `${value === 0 || value >= 10 ? Math.round(value) : Number(value.toFixed(value >= 1 ? 1 : 2))} %`;
}

/** `3 d 4 h`, `2 h 10 min`, `40 s`; a dash where it is not known. */
export function lengthOf(seconds: number | null): string {
  if (seconds === null) return '–';
  const minutes = Math.round(seconds / 60);
  if (seconds < 90) return `${Math.round(seconds)} s`;
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.round(minutes / 60);
  if (hours < 48) return `${hours} h`;
  return `${Number((hours / 24).toFixed(1))} days`;
}

/** `+12 %`, `−3 %`, `none before`: how a figure compares with an earlier one. */
export function changeOf(now: number, before: number): string {
  if (before === 0) return now === 0 ? 'as before' : 'none before';
  const change = Math.round((now / before - 1) * 100);
  if (change === 0) return 'as before';
  return `${change > 0 ? '+' : '−'}${Math.abs(change)} % on before`;
}
