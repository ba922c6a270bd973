'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import { cx } from '@/app/_components/cx';
import type { RailItem } from './rail-items';
import { RailLabel, railRowStyle } from './rail-label';

/** One section in the rail. */
export function RailLink({ item, onFollow }: { item: RailItem; onFollow?: () => void }) {
  const pathname = usePathname();
  const isHere = pathname === item.href || (item.href !== '/' && pathname.startsWith(`${item.href}/`));
  const Icon = item.icon;
  return (
    <Link
      href={item.href}
      aria-current={isHere ? 'page' : undefined}
      onClick={onFollow}
      className={cx(
        railRowStyle,
        isHere ? 'bg-accent-soft font-medium text-accent-text' : 'text-text-muted hover:bg-hover hover:text-text',
      )}
    >
      <Icon aria-hidden className="size-4 shrink-0" />
      <RailLabel>{item.label}</RailLabel>
    </Link>
  );
}
