'use client';

import { ButtonLink } from '@/app/_components/action/link';
import { EmptyState } from '@/app/_components/feedback/empty-state';
import { DataList } from '@/app/_components/list/data-list';
import type { FilterDefinition } from '@/app/_components/list/filter-chip';
import { FilterChips } from '@/app/_components/list/filter-chips';
import { LoadMore } from '@/app/_components/list/load-more';
import { usePages } from '@/app/_components/list/use-pages';
import { useAddress, useAddressDrawer } from '@/app/_components/use-address';
import { ListState } from '@/app/(dashboard)/campaigns/_parts/list-state';
import { type LeadsResponse, leadStages } from '@/lib/contracts/leads';
import { leadAddress, leadFilters } from './lead-address';
import { leadColumns } from './lead-columns';
import { LeadDrawer } from './lead-drawer';
import { leadName } from './lead-name';
import { stageLooks } from './stage-badge';

interface Named {
  id: string;
  name: string;
}

interface LeadsBoardProps {
  first: { query: string; page: LeadsResponse };
  campaigns: Named[];
  clients: Named[];
}

const stages: FilterDefinition = {
  param: 'stage',
  label: 'Stage',
  options: leadStages.map((value) => ({ value, label: stageLooks[value].word })),
};

const FRESH_MS = 5_000;

/** All leads. Filters live in the address; rows open a drawer over the list. */
export function LeadsBoard({ first, campaigns, clients }: LeadsBoardProps) {
  const { params } = useAddress();
  const drawer = useAddressDrawer('lead');
  const list = usePages<LeadsResponse>('/api/leads', leadAddress(params), first, FRESH_MS);
  const leads = list.pages?.flatMap((page) => page.leads) ?? [];
  const total = list.pages?.[0]?.total;
  const isNarrowed = leadFilters.some((name) => params.get(name));
  const named = (param: string, label: string, all: Named[]): FilterDefinition => ({
    param,
    label,
    options: all.map(({ id, name }) => ({ value: id, label: name })),
  });

  return (
    <>
      <FilterChips
        search={{ param: 'q', label: 'Search leads', placeholder: 'Name, email or company' }}
        filters={[named('campaign', 'Campaign', campaigns), named('client', 'Client', clients), stages]}
      />
      <ListState
        what="leads"
        isLoaded={list.pages !== undefined}
        isStale={list.isStale}
        error={list.error}
        onRetry={list.refresh}
      >
        {leads.length === 0 ? (
          <EmptyState
            action={
              isNarrowed ? undefined : (
                <ButtonLink variant="primary" href="/campaigns/imports">
                  Import leads
                </ButtonLink>
              )
            }
          >
            {isNarrowed ? 'No leads match.' : 'Leads you import or sync from your email tool appear here.'}
          </EmptyState>
        ) : (
          <>
            <DataList
              label="Leads"
              rows={leads}
              columns={leadColumns}
              rowId={({ id }) => id}
              rowName={leadName}
              rowHref={({ id }) => drawer.hrefFor(id)}
              onOpen={drawer.open}
              openId={drawer.openId}
            />
            <LoadMore
              shown={leads.length}
              total={total?.count}
              isTotalCapped={total?.capped}
              hasMore={list.hasMore}
              isLoading={list.isLoadingMore}
              onMore={list.loadMore}
            />
          </>
        )}
      </ListState>
      <LeadDrawer id={drawer.openId} onClose={drawer.close} />
    </>
  );
}
