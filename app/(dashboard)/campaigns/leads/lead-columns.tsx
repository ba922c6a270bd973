import type { Column } from '@/app/_components/list/column';
import type { LeadWire } from '@/lib/contracts/leads';
import { leadName } from './lead-name';
import { StageBadge } from './stage-badge';

/** Columns of the list of leads. */
export const leadColumns: Column<LeadWire>[] = [
  {
    id: 'name',
    header: 'Lead',
    cell: (lead) => (
      <>
        <span className="flex items-center justify-between gap-2">
          <span className="min-w-0 truncate">{leadName(lead)}</span>
          <StageBadge stage={lead.stage} className="shrink-0 md:hidden" />
        </span>
        <span className="block truncate font-normal text-text-muted md:hidden">
          {lead.email}
          {lead.company ? ` · ${lead.company}` : null}
        </span>
      </>
    ),
  },
  { id: 'email', header: 'Email', hideBelow: 'md', cell: ({ email }) => email },
  { id: 'company', header: 'Company', hideBelow: 'rail', cell: ({ company }) => company ?? '' },
  { id: 'campaign', header: 'Campaign', hideBelow: 'rail', cell: ({ campaign }) => campaign.name },
  { id: 'stage', header: 'Stage', hideBelow: 'md', width: 'w-36', cell: ({ stage }) => <StageBadge stage={stage} /> },
];
