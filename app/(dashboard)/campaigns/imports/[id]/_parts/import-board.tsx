'use client';

import useSWR from 'swr';
import { Link } from '@/app/_components/action/link';
import { apiGet } from '@/app/_components/api';
import { useKeptFocus } from '@/app/_components/use-kept-focus';
import { ImportState } from '@/app/(dashboard)/campaigns/imports/_parts/import-state';
import type { ImportDetails } from '@/lib/contracts/lead-imports';
import { ImportResult } from './import-result';
import { MappingForm } from './mapping-form';
import { ResumeCard } from './resume-card';

interface Named {
  id: string;
  name: string;
}

interface ImportBoardProps {
  first: ImportDetails;
  campaigns: Named[];
  clients: Named[];
  mayWrite: boolean;
}

const LIVELY_MS = 1_000;

/** One import: column mapping and preview, then progress and result. */
export function ImportBoard({ first, campaigns, clients, mayWrite }: ImportBoardProps) {
  const { data = first, mutate } = useSWR<ImportDetails, unknown>(`/api/lead-imports/${first.import.id}`, apiGet, {
    fallbackData: first,
    refreshInterval: (latest) => (latest?.import.status === 'running' ? LIVELY_MS : 0),
  });
  const { id, status, file_name } = data.import;
  const head = useKeptFocus<HTMLHeadingElement>(status);
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Link href="/campaigns/imports">All imports</Link>
        <h2 ref={head} tabIndex={-1} className="min-w-0 text-lead font-semibold break-words outline-none">
          {file_name}
        </h2>
        <ImportState status={status} />
      </div>
      {data.upload && mayWrite ? (
        <ResumeCard id={id} fileName={file_name} upload={data.upload} onSent={() => void mutate()} />
      ) : status === 'uploaded' && mayWrite ? (
        <MappingForm details={data} campaigns={campaigns} clients={clients} onChanged={() => void mutate()} />
      ) : (
        <ImportResult details={data} mayWrite={mayWrite} onChanged={() => void mutate()} />
      )}
    </div>
  );
}
