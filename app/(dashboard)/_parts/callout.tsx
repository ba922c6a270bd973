import { CircleAlert, CircleCheck, Info, type LucideIcon, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cx } from '@/app/_components/cx';

type CalloutTone = 'info' | 'good' | 'caution' | 'bad';

const looks: Record<CalloutTone, { style: string; icon: LucideIcon }> = {
  info: { style: 'bg-info-soft text-info', icon: Info },
  good: { style: 'bg-good-soft text-good', icon: CircleCheck },
  caution: { style: 'bg-caution-soft text-caution', icon: TriangleAlert },
  bad: { style: 'bg-bad-soft text-bad', icon: CircleAlert },
};

interface CalloutProps {
  tone: CalloutTone;
  /** Instead of the tone's own. */
  icon?: LucideIcon;
  children: ReactNode;
  /** A small button that fixes it. */
  action?: ReactNode;
  className?: string;
}

/** A sentence to notice, with a tone and an action. */
export function Callout({ tone, icon, children, action, className }: CalloutProps) {
  const { style, icon: own } = looks[tone];
  const Icon = icon ?? own;
  return (
    <div className={cx('flex items-start gap-2 rounded-control px-3 py-2 text-table', style, className)}>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="flex min-w-0 flex-1 flex-wrap items-start justify-between gap-2">
        <div className="min-w-0 flex-1 basis-64 break-words">{children}</div>
        {action}
      </div>
    </div>
  );
}
