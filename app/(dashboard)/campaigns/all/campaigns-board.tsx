'use client';

import { useState } from 'react';
import { Button } from '@/app/_components/action/button';
import { EmptyState } from '@/app/_components/feedback/empty-state';
import { DataList } from '@/app/_components/list/data-list';
import { FilterChip } from '@/app/_components/list/filter-chip';
import { LoadMore } from '@/app/_components/list/load-more';
import { SearchInAddress } from '@/app/_components/list/search-in-address';
import { usePages } from '@/app/_components/list/use-pages';
import { useAddress, useAddressDrawer } from '@/app/_components/use-address';
import { ListState } from '@/app/(dashboard)/campaigns/_parts/list-state';
import type { CampaignsResponse } from '@/lib/contracts/campaigns';
import type { ClientWire } from '@/lib/contracts/clients';
import { campaignAddress } from './campaign-address';
import { campaignColumns } from './campaign-columns';
import { CampaignDialog } from './campaign-dialog';

interface CampaignsBoardProps {
  first: { query: string; page: CampaignsResponse };
  clients: ClientWire[];
  mayWrite: boolean;
}

/** All campaigns, with their client and number of leads. */
export function CampaignsBoard({ first, clients, mayWrite }: CampaignsBoardProps) {
  const { params, change } = useAddress();
  const opened = useAddressDrawer('campaign');
  const [isAdding, setAdding] = useState(false);
  const list = usePages<CampaignsResponse>('/api/campaigns', campaignAddress(params), first);
  const campaigns = list.pages?.flatMap((page) => page.campaigns) ?? [];
  const edited = isAdding ? 'new' : (campaigns.find(({ id }) => id === opened.openId) ?? null);
  const isNarrowed = Boolean(params.get('q') || params.get('client'));
  const add = mayWrite ? (
    <Button variant="primary" onPress={() => setAdding(true)}>
      New campaign
    </Button>
  ) : null;

  return (
    <>
      <section aria-label="Filters" className="mb-3 flex flex-wrap items-center gap-2">
        <SearchInAddress param="q" label="Search campaigns" />
        <FilterChip
          filter={{
            param: 'client',
            label: 'Client',
            options: [
              ...clients.map(({ id, name }) => ({ value: id, label: name })),
              { value: 'none', label: 'No client' },
            ],
          }}
          values={params.get('client')?.split(',') ?? []}
          onChange={(values) => change({ client: values.join(',') })}
        />
        {campaigns.length > 0 || isNarrowed ? <span className="md:ml-auto">{add}</span> : null}
      </section>
      <ListState
        what="campaigns"
        isLoaded={list.pages !== undefined}
        isStale={list.isStale}
        error={list.error}
        onRetry={list.refresh}
      >
        {campaigns.length === 0 ? (
          <EmptyState action={isNarrowed ? undefined : add}>
            {isNarrowed ? 'No campaigns match.' : 'Campaigns from your email tool and the ones you create appear here.'}
          </EmptyState>
        ) : (
          <>
            <DataList
              label="Campaigns"
              rows={campaigns}
              columns={campaignColumns}
              rowId={({ id }) => id}
              rowName={({ name }) => name}
              rowHref={({ id }) => (mayWrite ? opened.hrefFor(id) : `/campaigns/leads?campaign=${id}`)}
              onOpen={mayWrite ? opened.open : undefined}
              openId={opened.openId}
            />
            <LoadMore
              shown={campaigns.length}
              hasMore={list.hasMore}
              isLoading={list.isLoadingMore}
              onMore={list.loadMore}
            />
          </>
        )}
      </ListState>
      <CampaignDialog
        edited={edited}
        clients={clients}
        onClose={() => (isAdding ? setAdding(false) : opened.close())}
        onSaved={list.refresh}
      />
    </>
  );
}
