'use client';

import { useEffect, useState } from 'react';
import useSWR from 'swr';
import { apiGet } from '@/app/_components/api';
import { SearchField } from '@/app/_components/form/search-field';
import type { FindCandidatesResponse } from '@/lib/contracts/unmatched-bookings';
import { CandidateCards } from './candidate-cards';
import type { Decision } from './use-unmatched';

const PAUSE_MS = 250;

/** Searches leads by name, email or company, and compares them with the person. */
export function FindLead({ attendeeId, onLink }: { attendeeId: string; onLink: (decision: Decision) => void }) {
  const [text, setText] = useState('');
  const asked = useDebounced(text.trim());
  const path =
    asked.length < 2 ? null : `/api/unmatched-bookings/${attendeeId}/candidates?${new URLSearchParams({ q: asked })}`;
  const { data, error } = useSWR<FindCandidatesResponse>(path, apiGet, { keepPreviousData: true });
  return (
    <div className="flex min-w-0 flex-1 basis-80 flex-col gap-3">
      <SearchField
        label="Search leads"
        placeholder="Search leads"
        value={text}
        onChange={setText}
        className="max-w-sm"
      />
      {path === null ? null : error ? (
        <p role="alert" className="text-table text-bad">
          We couldn’t search your leads. Edit your search to try again.
        </p>
      ) : data ? (
        <CandidateCards
          candidates={data.candidates}
          label="Leads found"
          onLink={onLink}
          none={`No leads match “${asked}”.`}
        />
      ) : null}
    </div>
  );
}

/** A value once it has stopped changing. */
function useDebounced(value: string): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return settled;
}
