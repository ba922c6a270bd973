let lastSecond = Number.NaN;
let lastText = '';

/** `Wed, 19 Sep 2018 20:00:00 +0000` for epoch milliseconds. */
export function rfc2822(epochMs: number): string {
  const second = Math.floor(epochMs / 1000);
  if (second !== lastSecond) {
    lastSecond = second;
    lastText = new Date(second * 1000).toUTCString().replace('GMT', '+0000');
  }
  return lastText;
}

export function rfc2822OrNull(epochMs: number | null): string | null {
  return epochMs === null ? null : rfc2822(epochMs);
}
