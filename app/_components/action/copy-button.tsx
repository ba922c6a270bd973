'use client';

import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from 'react-aria-components/Button';
import { cx } from '@/app/_components/cx';

interface CopyButtonProps {
  text: string;
  /** What is copied, for its name: "request ID". */
  what: string;
  /** Shows only the icon, when the text is beside it. */
  isIconOnly?: boolean;
  autoFocus?: boolean;
  className?: string;
}

/** Copies a text and confirms it. */
export function CopyButton({ text, what, isIconOnly, autoFocus, className }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<'copied' | 'refused' | null>(null);

  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), 2000);
    return () => clearTimeout(timer);
  }, [outcome]);

  const copy = () => {
    const copying = navigator.clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'));
    copying.then(
      () => setOutcome('copied'),
      () => setOutcome('refused'),
    );
  };

  return (
    <>
      <Button
        aria-label={`Copy ${what} ${text}`}
        onPress={copy}
        autoFocus={autoFocus}
        className={cx(
          'inline-flex min-h-6 max-w-full min-w-6 items-center justify-center gap-1.5 rounded-control px-1 text-caption text-text-muted hover:bg-hover hover:text-text touch:min-h-9 touch:min-w-9',
          className,
        )}
      >
        {outcome === 'copied' ? (
          <Check aria-hidden className="size-3.5 shrink-0 text-good" />
        ) : (
          <Copy aria-hidden className="size-3.5 shrink-0" />
        )}
        {isIconOnly ? null : <code className="truncate font-mono">{text}</code>}
      </Button>
      <span role="status" className={outcome === 'refused' ? 'text-caption text-bad' : 'sr-only'}>
        {outcome === 'copied'
          ? 'Copied'
          : outcome === 'refused'
            ? 'Couldn’t copy. Select the text and copy it yourself.'
            : null}
      </span>
    </>
  );
}
