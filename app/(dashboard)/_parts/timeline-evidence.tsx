'use client';

import { useLocale } from 'react-aria-components/I18nProvider';
import { fullText } from '@/app/_components/time/time-text';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import type { TimelineEntry } from '@/lib/contracts/bookings';
import { callOutcomes } from '@/lib/contracts/calls';

const INSTANT = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d+)?Z/g;

/** What an entry of a timeline rests on, its instants in the zone of those who look. */
export function TimelineEvidence({ items }: { items: TimelineEntry['evidence'] }) {
  const { timeZone } = useSession().organization;
  const { locale } = useLocale();
  const say = (value: string) =>
    (callOutcomes.find((outcome) => outcome.value === value)?.label ?? value).replaceAll(INSTANT, (instant) =>
      fullText(Date.parse(instant), timeZone, locale),
    );
  return (
    <ul className="flex flex-col gap-0.5">
      {items.map(({ label, value }) => (
        <li key={label}>
          {label.charAt(0).toUpperCase() + label.slice(1)}: {say(value)}
        </li>
      ))}
    </ul>
  );
}
