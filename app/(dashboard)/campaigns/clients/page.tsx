import type { Metadata } from 'next';
import { type PageSearch, readSearch } from '@/app/(dashboard)/_parts/search-params';
import { clientsQuery } from '@/lib/contracts/clients';
import { currentSession, pageContext } from '@/lib/http/session/page-session';
import { listClients } from '@/lib/leads/client-queries';
import { ClientList } from './client-list';

export const metadata: Metadata = { title: 'Clients' };

export default async function ClientsPage({ searchParams }: { searchParams: PageSearch }) {
  const { permissions } = await currentSession();
  const params = await readSearch(searchParams);
  const q = params.get('q')?.slice(0, 100) || undefined;
  const archived = params.get('view') === 'archived' ? 'true' : 'false';
  const clients = await listClients(await pageContext(), clientsQuery.parse({ q, archived }));
  return (
    <ClientList
      clients={clients}
      isSearch={q !== undefined}
      isArchive={archived === 'true'}
      mayWrite={permissions.includes('campaigns:write')}
    />
  );
}
