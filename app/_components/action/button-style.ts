import { cx } from '@/app/_components/cx';

export type ButtonVariant = 'primary' | 'secondary' | 'ghost' | 'danger';
export type ButtonSize = 'small' | 'medium';

const variants: Record<ButtonVariant, string> = {
  primary:
    'border-transparent bg-accent text-on-accent hover:bg-accent-strong data-pressed:bg-accent-strong data-disabled:bg-pressed data-disabled:text-text-muted',
  secondary:
    'border-border-strong bg-surface text-text hover:bg-hover data-pressed:bg-pressed data-disabled:border-border data-disabled:text-text-muted data-disabled:bg-sunken',
  ghost: 'border-transparent text-text hover:bg-hover data-pressed:bg-pressed data-disabled:text-text-muted',
  danger:
    'border-transparent bg-bad text-on-bad hover:bg-bad-strong data-pressed:bg-bad-strong data-disabled:bg-pressed data-disabled:text-text-muted',
};

const sizes: Record<ButtonSize, string> = {
  small: 'min-h-7 px-2 py-0.5 text-table touch:min-h-9',
  medium: 'min-h-8 px-3 py-1 text-body touch:min-h-10',
};

const common =
  'inline-flex max-w-full items-center justify-center gap-1.5 rounded-control border font-medium text-center transition-colors select-none data-disabled:cursor-default';

/** Classes of buttons, and of links that look like one. */
export function buttonStyle(variant: ButtonVariant, size: ButtonSize, className?: string): string {
  return cx(common, variants[variant], sizes[size], className);
}
