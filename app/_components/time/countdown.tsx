'use client';

import { useNow } from '@/app/_components/browser-clock';
import { cx } from '@/app/_components/cx';

const pad = (part: number) => String(part).padStart(2, '0');

/** Time left until an instant (ISO 8601) as `h:mm:ss` or `m:ss`; after it, the time since, with a plus sign. */
export function Countdown({ to, className }: { to: string; className?: string }) {
  const now = useNow(1000);
  const left = now === null ? null : Math.round((Date.parse(to) - now) / 1000);
  return (
    <span role="timer" aria-live="off" className={cx('tabular', className)}>
      {left === null ? '–:––' : countdownText(left)}
    </span>
  );
}

function countdownText(leftSeconds: number): string {
  const seconds = Math.abs(leftSeconds);
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor((seconds % 3600) / 60);
  const text = hours > 0 ? `${hours}:${pad(minutes)}:${pad(seconds % 60)}` : `${minutes}:${pad(seconds % 60)}`;
  return leftSeconds < 0 ? `+${text}` : text;
}
