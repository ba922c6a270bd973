'use client';

import { Link } from '@/app/_components/action/link';
import { cx } from '@/app/_components/cx';
import { Card } from '@/app/_components/page/card';
import { countOf, percent, perHundred } from '@/app/(dashboard)/campaigns/_parts/figure-text';
import type { FunnelResponse, FunnelStage } from '@/lib/contracts/funnel';
import { funnelRates, funnelStages, pathStages } from '@/lib/funnel/funnel-metrics';

const head = 'bg-sunken px-3 py-2 text-caption text-text-muted whitespace-nowrap';
const shownRates = ['booking_rate', 'show_rate', 'roi'] as const;
const figure = 'tabular px-3 py-2 text-right whitespace-nowrap';

interface CampaignTableProps {
  campaigns: FunnelResponse['campaigns'];
  /** The funnel of a campaign, or the people at one of its stages. */
  hrefFor: (campaignId: string, stage: FunnelStage | null) => string;
}

/** The funnel of each campaign, side by side. */
export function CampaignTable({ campaigns, hrefFor }: CampaignTableProps) {
  if (campaigns.length === 0) return null;
  return (
    <Card title="Campaigns">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <section aria-label="Campaign comparison" tabIndex={0} className="overflow-x-auto rounded-control border">
        <table className="w-full text-left text-table">
          <thead>
            <tr>
              <th scope="col" className={head}>
                Campaign
              </th>
              {[
                ...pathStages.map((stage) => funnelStages[stage].title),
                ...shownRates.map((rate) => funnelRates[rate].title),
              ].map((title) => (
                <th key={title} scope="col" className={cx(head, 'text-right')}>
                  {title}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {campaigns.map((campaign) => (
              <tr key={campaign.id} className="border-t">
                <th scope="row" className="min-w-44 px-3 py-2 font-normal break-words">
                  <Link href={hrefFor(campaign.id, null)}>{campaign.name}</Link>
                  {campaign.client_name ? (
                    <span className="block text-caption text-text-muted">{campaign.client_name}</span>
                  ) : null}
                </th>
                {pathStages.map((stage) => (
                  <td key={stage} className={figure}>
                    {campaign[stage] === 0 ? (
                      '0'
                    ) : (
                      <Link
                        href={hrefFor(campaign.id, stage)}
                        aria-label={`${countOf(campaign[stage])} ${funnelStages[stage].title.toLowerCase()} in ${campaign.name}`}
                      >
                        {countOf(campaign[stage])}
                      </Link>
                    )}
                  </td>
                ))}
                <td className={figure}>{percent(campaign.booking_rate)}</td>
                <td className={figure}>{percent(campaign.show_rate)}</td>
                <td className={figure}>{perHundred(campaign.roi)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </Card>
  );
}
