import type { Column } from '@/app/_components/list/column';
import { countText } from '@/app/_components/list/load-more';
import type { CampaignWire } from '@/lib/contracts/campaigns';

const sources = { emailbison: 'EmailBison', csv: 'Slotline' } as const;

/** Columns of the list of campaigns. */
export const campaignColumns: Column<CampaignWire>[] = [
  {
    id: 'name',
    header: 'Campaign',
    cell: (campaign) => (
      <>
        <span className="block truncate">{campaign.name}</span>
        <span className="block truncate font-normal text-text-muted md:hidden">
          {campaign.client?.name ?? 'No client'} · {peopleText(campaign)} leads
        </span>
      </>
    ),
  },
  {
    id: 'client',
    header: 'Client',
    hideBelow: 'md',
    cell: ({ client }) => client?.name ?? <span className="text-text-muted">No client</span>,
  },
  {
    id: 'source',
    header: 'Source',
    hideBelow: 'rail',
    width: 'w-48',
    cell: ({ source, status }) => [sources[source], status].filter(Boolean).join(' · '),
  },
  { id: 'leads', header: 'Leads', hideBelow: 'md', width: 'w-28', align: 'end', cell: peopleText },
];

function peopleText({ leads }: CampaignWire): string {
  return countText(leads.count, leads.capped);
}
