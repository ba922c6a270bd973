import type { SectionTab } from '@/app/(dashboard)/_parts/section-tabs';

/** The tabs of Campaigns, in order; the rail opens the first. */
export const campaignTabs: readonly [SectionTab, ...SectionTab[]] = [
  { href: '/campaigns/funnel', label: 'Funnel' },
  { href: '/campaigns/no-shows', label: 'No-shows' },
  { href: '/campaigns/all', label: 'Campaigns' },
  { href: '/campaigns/clients', label: 'Clients' },
  { href: '/campaigns/leads', label: 'Leads' },
  { href: '/campaigns/imports', label: 'Imports' },
  { href: '/campaigns/unmatched', label: 'Unmatched' },
];
