import NextLink from 'next/link';
import type { ComponentProps, ReactNode } from 'react';
import { cx } from '@/app/_components/cx';
import { type ButtonSize, type ButtonVariant, buttonStyle } from './button-style';

interface LinkProps extends Omit<ComponentProps<typeof NextLink>, 'className' | 'style'> {
  className?: string;
}

/** A link within a sentence or a cell. */
export function Link({ className, ...props }: LinkProps) {
  return (
    <NextLink
      {...props}
      className={cx(
        'rounded-control text-accent-text underline decoration-1 underline-offset-2 hover:no-underline',
        className,
      )}
    />
  );
}

interface ButtonLinkProps extends LinkProps {
  variant?: ButtonVariant;
  size?: ButtonSize;
  /** Shown before the words; mark it `aria-hidden`. */
  icon?: ReactNode;
}

/** A link that looks like a button. */
export function ButtonLink({
  variant = 'secondary',
  size = 'medium',
  icon,
  className,
  children,
  ...props
}: ButtonLinkProps) {
  return (
    <NextLink {...props} className={buttonStyle(variant, size, className)}>
      {icon}
      <span className="min-w-0 break-words">{children}</span>
    </NextLink>
  );
}
