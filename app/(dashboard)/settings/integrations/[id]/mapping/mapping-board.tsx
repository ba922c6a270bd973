'use client';

import type { ReactNode } from 'react';
import useSWR from 'swr';
import { apiGet } from '@/app/_components/api';
import { ErrorState } from '@/app/_components/feedback/error-state';
import { SkeletonRows } from '@/app/_components/feedback/skeleton';
import { ConnectionHead } from '@/app/(dashboard)/settings/integrations/_parts/connection-head';
import type { CalendarProviderWire, Connection, MappingsResponse } from '@/lib/contracts/calendars';
import { ServiceMapping } from './service-mapping';
import { StaffMapping } from './staff-mapping';

interface MappingBoardProps {
  connection: Connection;
  provider: CalendarProviderWire;
  mark: ReactNode;
  mayWrite: boolean;
}

/** Links staff to the provider's users and services to its event types. */
export function MappingBoard({ connection, provider, mark, mayWrite }: MappingBoardProps) {
  const { data, error, isValidating, mutate } = useSWR<MappingsResponse, unknown>(
    `/api/connections/${connection.id}/mappings`,
    apiGet<MappingsResponse>,
    { revalidateOnFocus: false },
  );
  const refresh = async () => void (await mutate());
  const shared = { connection, provider, refresh, mayWrite };

  return (
    <div className="flex flex-col gap-4">
      <ConnectionHead
        connection={connection}
        mark={mark}
        title="Staff and services"
        back={{ href: `/settings/integrations/${connection.id}`, label: connection.account }}
      />
      {data ? (
        <>
          {provider.capabilities.hosts ? (
            <StaffMapping {...shared} staff={data.staff} hosts={data.hosts} isLoading={isValidating} />
          ) : null}
          {provider.capabilities.event_types ? <ServiceMapping {...shared} services={data.services} /> : null}
        </>
      ) : error ? (
        <ErrorState title="We couldn’t load staff and services." error={error} onRetry={() => void refresh()} />
      ) : (
        <SkeletonRows rows={6} label="Loading staff and services" />
      )}
    </div>
  );
}
