'use client';

import { cx } from '@/app/_components/cx';
import { Card } from '@/app/_components/page/card';
import { providerTitle } from '@/lib/contracts/provider-titles';
import type { WebhookDay } from '@/lib/contracts/webhook-events';
import { DAYS_SHOWN } from './received-address';

const counts = ['received', 'processed', 'late', 'duplicate', 'missing', 'failed'] as const;
const heads: Record<(typeof counts)[number], string> = {
  received: 'Received',
  processed: 'Processed',
  late: 'Late',
  duplicate: 'Repeated',
  missing: 'Missing',
  failed: 'Not understood',
};

/** Left out where there is little room. */
const rare: ReadonlySet<string> = new Set(['late', 'duplicate', 'failed']);
const ROWS = 21;

/** How much came, by provider and day. */
export function DayCounts({ days }: { days: WebhookDay[] }) {
  return (
    <Card
      title="By day"
      note={`The last ${DAYS_SHOWN} days. Late: more than five minutes after it happened. Missing: never delivered, found in the provider’s list.`}
      className="mb-6"
    >
      {days.length === 0 ? (
        <p className="py-4 text-center text-text-muted">Counts will be here with the first webhook.</p>
      ) : (
        <table aria-label="Webhooks by day" className="w-full text-left text-table">
          <thead className="text-caption text-text-muted">
            <tr>
              <th scope="col">Day</th>
              <th scope="col">From</th>
              {counts.map((name) => (
                <th key={name} scope="col" className={cx('text-right', rare.has(name) && 'hidden md:table-cell')}>
                  {heads[name]}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {days.slice(0, ROWS).map((day) => (
              <tr key={`${day.day} ${day.provider}`} className="h-8 border-t">
                <td className="tabular">{day.day}</td>
                <td>{providerTitle(day.provider)}</td>
                {counts.map((name) => (
                  <td key={name} className={cx('tabular text-right', rare.has(name) && 'hidden md:table-cell')}>
                    {day[name] === 0 ? <span className="text-text-muted">0</span> : day[name]}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}
