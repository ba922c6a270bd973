'use client';

import { Link } from '@/app/_components/action/link';
import { Card } from '@/app/_components/page/card';
import { useAddress } from '@/app/_components/use-address';
import { providerTitle } from '@/lib/contracts/provider-titles';
import type { WebhookDay } from '@/lib/contracts/webhook-events';
import { DAYS_SHOWN } from './received-address';

const counts = ['received', 'processed', 'ignored', 'late', 'duplicate', 'missing', 'failed'] as const;
const heads: Record<(typeof counts)[number], string> = {
  received: 'Received',
  processed: 'Processed',
  ignored: 'Ignored',
  late: 'Late',
  duplicate: 'Repeated',
  missing: 'Missing',
  failed: 'Failed',
};

/** The filters that show what a count counts. */
const shownBy: Record<(typeof counts)[number], Record<string, string>> = {
  received: { status: 'received,processed,already_synced,ignored,failed,dead' },
  processed: { status: 'processed,already_synced' },
  ignored: { status: 'ignored' },
  late: { show: 'late' },
  duplicate: { show: 'duplicate' },
  missing: { status: 'missing' },
  failed: { status: 'failed,dead' },
};

const dayFormat = new Intl.DateTimeFormat('en-GB', {
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  timeZone: 'UTC',
});

/** `Sat 21 Nov`. @param day `YYYY-MM-DD` */
function dayText(day: string): string {
  return dayFormat.format(Date.parse(`${day}T00:00:00Z`)).replace(',', '');
}

/** Webhooks by day and provider; each count filters the list. */
export function DayCounts({ days }: { days: WebhookDay[] }) {
  const { hrefWith } = useAddress();
  const hrefOf = ({ day, provider }: WebhookDay, name: (typeof counts)[number]) =>
    hrefWith({ status: null, show: null, event: null, provider, from: day, to: day, ...shownBy[name] });
  return (
    <Card
      title="By day"
      note={`Last ${DAYS_SHOWN} days. Late: received more than 5 minutes after the event. Missing: never received, found in the provider’s list.`}
      className="mb-6"
    >
      {days.length === 0 ? (
        <p className="py-4 text-center text-text-muted">Daily counts appear here after the first webhook.</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        <section aria-label="Counts by day" tabIndex={0} className="-mx-4 max-h-96 overflow-auto px-4">
          <table aria-label="Webhooks by day" className="w-full text-left text-table whitespace-nowrap">
            <thead className="sticky top-0 bg-surface text-caption text-text-muted">
              <tr>
                <th scope="col">Day</th>
                <th scope="col">Source</th>
                {counts.map((name) => (
                  <th key={name} scope="col" className="pl-4 text-right">
                    {heads[name]}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {days.map((day) => (
                <tr key={`${day.day} ${day.provider}`} className="h-8 border-t">
                  <td className="tabular pr-4">{dayText(day.day)}</td>
                  <td>{providerTitle(day.provider)}</td>
                  {counts.map((name) => (
                    <td key={name} className="tabular pl-4 text-right">
                      {day[name] === 0 ? (
                        <span className="text-text-muted">0</span>
                      ) : (
                        <Link
                          href={hrefOf(day, name)}
                          aria-label={`${day[name]} ${heads[name].toLowerCase()} from ${providerTitle(day.provider)} on ${dayText(day.day)}`}
                        >
                          {day[name]}
                        </Link>
                      )}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
    </Card>
  );
}
