import type { ReactNode } from 'react';
import { cx } from '@/app/_components/cx';

export type Tone = 'neutral' | 'info' | 'caution' | 'good' | 'bad';

const tones: Record<Tone, string> = {
  neutral: 'bg-sunken text-text-muted',
  info: 'bg-info-soft text-info',
  caution: 'bg-caution-soft text-caution',
  good: 'bg-good-soft text-good',
  bad: 'bg-bad-soft text-bad',
};

interface BadgeProps {
  tone?: Tone;
  /** Color alone is invisible to many people: a state always has an icon (of `size-3.5`, `aria-hidden`). */
  icon?: ReactNode;
  children: ReactNode;
  className?: string;
}

/** A state or a kind, in a word or two. */
export function Badge({ tone = 'neutral', icon, children, className }: BadgeProps) {
  return (
    <span
      className={cx(
        'inline-flex max-w-full items-center gap-1 rounded-control px-1.5 py-0.5 text-caption font-medium whitespace-nowrap',
        tones[tone],
        className,
      )}
    >
      {icon}
      <span className="truncate">{children}</span>
    </span>
  );
}
