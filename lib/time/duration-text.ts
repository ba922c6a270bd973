/** `4 min 05 s`, `1 h 02 min`, `12 s`: a length of time in milliseconds. */
export function durationText(lengthMs: number): string {
  const seconds = Math.round(Math.abs(lengthMs) / 1000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${pad(seconds % 60)} s`;
  return `${Math.floor(seconds / 3600)} h ${pad(Math.floor((seconds % 3600) / 60))} min`;
}

function pad(amount: number): string {
  return String(amount).padStart(2, '0');
}
