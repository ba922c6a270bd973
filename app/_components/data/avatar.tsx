import { cx } from '@/app/_components/cx';

/** First letters of the first and the last word of a name. */
function initials(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = words.length > 1 ? [words[0], words.at(-1)] : [words[0]];
  return (
    letters
      .map((word) => Array.from(word ?? '')[0] ?? '')
      .join('')
      .toUpperCase() || '?'
  );
}

/** A person or an organization by its initials. The name itself stands beside it. */
export function Avatar({ name, isSquare }: { name: string; isSquare?: boolean }) {
  return (
    <span
      aria-hidden
      className={cx(
        'flex size-7 shrink-0 items-center justify-center border bg-sunken text-caption font-semibold text-text-muted',
        isSquare ? 'rounded-control' : 'rounded-full',
      )}
    >
      {initials(name)}
    </span>
  );
}
