'use client';

import NextLink from 'next/link';
import { usePathname } from 'next/navigation';
import { useEffect, useRef } from 'react';
import { cx } from '@/app/_components/cx';
import { countText } from '@/app/_components/list/load-more';

export interface SectionTab {
  href: string;
  label: string;
  /** How much waits there, shown beside the label. */
  waiting?: { count: number; capped: boolean };
}

/** The parts of one section of the dashboard, each a page of its own. */
export function SectionTabs({ label, tabs }: { label: string; tabs: SectionTab[] }) {
  const pathname = usePathname();
  const bar = useRef<HTMLElement>(null);

  // On a phone the tabs are wider than the screen.
  useEffect(() => {
    const tabs = Array.from(bar.current?.children ?? []);
    const here = tabs.find((tab) => pathname.startsWith(tab.getAttribute('href') ?? ''));
    here?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [pathname]);

  return (
    <nav ref={bar} aria-label={label} className="mb-4 flex gap-1 overflow-x-auto border-b">
      {tabs.map(({ href, label: word, waiting }) => {
        const isHere = pathname.startsWith(href);
        return (
          <NextLink
            key={href}
            href={href}
            aria-current={isHere ? 'page' : undefined}
            className={cx(
              '-mb-px flex min-h-9 items-center border-b-2 px-2.5 font-medium whitespace-nowrap -outline-offset-2 touch:min-h-11',
              isHere ? 'border-accent text-text' : 'border-transparent text-text-muted hover:text-text',
            )}
          >
            {word}
            {waiting?.count ? (
              <span className="tabular relative ml-1.5 rounded-control bg-caution-soft px-1.5 text-caption text-caution">
                {countText(waiting.count, waiting.capped)}
                <span className="sr-only"> waiting</span>
              </span>
            ) : null}
          </NextLink>
        );
      })}
    </nav>
  );
}
