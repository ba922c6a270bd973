'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/app/_components/action/button';
import { Link } from '@/app/_components/action/link';
import { ApiError, api } from '@/app/_components/api';
import { EmptyState } from '@/app/_components/feedback/empty-state';
import { FilterChip } from '@/app/_components/list/filter-chip';
import { SearchInAddress } from '@/app/_components/list/search-in-address';
import { showErrorToast, showUndoToast } from '@/app/_components/overlay/toast';
import { Card } from '@/app/_components/page/card';
import { useAddress } from '@/app/_components/use-address';
import { useKeptFocus } from '@/app/_components/use-kept-focus';
import { Row, Rows } from '@/app/(dashboard)/_parts/rows';
import type { ClientWire } from '@/lib/contracts/clients';
import { ClientDialog } from './client-dialog';

interface ClientListProps {
  clients: ClientWire[];
  isSearch: boolean;
  isArchive: boolean;
  mayWrite: boolean;
}

const views = { param: 'view', label: 'Show', options: [{ value: 'archived', label: 'Archived' }] };

/** The companies that campaigns are run for. */
export function ClientList({ clients, isSearch, isArchive, mayWrite }: ClientListProps) {
  const router = useRouter();
  const { change } = useAddress();
  const filters = useKeptFocus<HTMLElement>(String(clients.length));
  const [edited, setEdited] = useState<ClientWire | 'new' | null>(null);
  const add = mayWrite ? (
    <Button variant="primary" onPress={() => setEdited('new')}>
      New client
    </Button>
  ) : null;

  async function put(client: ClientWire, archived: boolean) {
    try {
      await api(`/api/clients/${client.id}`, { method: 'PATCH', body: { archived } });
      router.refresh();
      if (archived) showUndoToast(`${client.name} archived`, { onUndo: () => void put(client, false) });
    } catch (error) {
      showErrorToast(`Couldn’t update ${client.name}`, error instanceof ApiError ? error.detail : undefined);
    }
  }

  return (
    <>
      <section
        ref={filters}
        tabIndex={-1}
        aria-label="Filters"
        className="mb-3 outline-none flex flex-wrap items-center gap-2"
      >
        <SearchInAddress param="q" label="Search clients" fromServer />
        <FilterChip
          filter={views}
          values={isArchive ? ['archived'] : []}
          onChange={([view]) => change({ view: view ?? null }, { fromServer: true })}
        />
        {clients.length > 0 || isSearch || isArchive ? <span className="md:ml-auto">{add}</span> : null}
      </section>
      {clients.length === 0 ? (
        <EmptyState action={isSearch || isArchive ? undefined : add}>
          {isSearch || isArchive
            ? 'No clients match.'
            : 'A client is a company you run campaigns for. Their campaigns, bookings and rates are reported together.'}
        </EmptyState>
      ) : (
        <Card>
          <div className="-mt-4">
            <Rows label="Clients">
              {clients.map((client) => (
                <Row
                  key={client.id}
                  title={<Link href={`/campaigns/clients/${client.id}`}>{client.name}</Link>}
                  note={
                    <Link href={`/campaigns/all?client=${client.id}`}>
                      {client.campaigns === 1 ? '1 campaign' : `${client.campaigns} campaigns`}
                    </Link>
                  }
                >
                  {mayWrite ? (
                    <>
                      <Button size="small" onPress={() => setEdited(client)} aria-label={`Rename ${client.name}`}>
                        Rename
                      </Button>
                      <Button
                        size="small"
                        onPress={() => void put(client, !isArchive)}
                        aria-label={`${isArchive ? 'Restore' : 'Archive'} ${client.name}`}
                      >
                        {isArchive ? 'Restore' : 'Archive'}
                      </Button>
                    </>
                  ) : null}
                </Row>
              ))}
            </Rows>
          </div>
        </Card>
      )}
      <ClientDialog edited={edited} onClose={() => setEdited(null)} />
    </>
  );
}
