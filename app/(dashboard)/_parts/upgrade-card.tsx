'use client';

import { Sparkles } from 'lucide-react';
import { Badge } from '@/app/_components/feedback/badge';
import { useSession } from '@/app/(dashboard)/_frame/session-context';

interface UpgradeCardProps {
  /** Name of the feature. */
  title: string;
  /** Plan that has it, as people read it: "Business". */
  plan: string;
  /** What one can do with it, one line each. */
  points: string[];
}

/** In place of a feature that the plan does not have: what it does, and how to get it. */
export function UpgradeCard({ title, plan, points }: UpgradeCardProps) {
  const { role } = useSession();
  return (
    <section className="flex max-w-xl flex-col items-start gap-3 rounded-card border bg-surface p-5">
      <Badge tone="info" icon={<Sparkles aria-hidden className="size-3.5 shrink-0" />}>
        {plan} plan
      </Badge>
      <h2 className="text-lead font-semibold">{title}</h2>
      <ul className="flex list-disc flex-col gap-1 pl-4 text-text-muted">
        {points.map((point) => (
          <li key={point}>{point}</li>
        ))}
      </ul>
      <p>
        {role === 'owner'
          ? 'To upgrade, contact the administrator of this Slotline server.'
          : 'Ask an owner of your organization to upgrade.'}
      </p>
    </section>
  );
}
