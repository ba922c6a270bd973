'use client';

import { useEffect, useState } from 'react';
import useSWR from 'swr';
import { apiGet } from '@/app/_components/api';
import { SearchField } from '@/app/_components/form/search-field';
import type { FindCandidatesResponse } from '@/lib/contracts/unmatched-bookings';
import { CandidateCards } from './candidate-cards';
import type { Decision } from './use-unmatched';

/** Long enough not to ask for every letter. */
const PAUSE_MS = 250;

/** Any lead by a part of its name, address or company, compared with the person. */
export function FindLead({ attendeeId, onLink }: { attendeeId: string; onLink: (decision: Decision) => void }) {
  const [text, setText] = useState('');
  const asked = useLate(text.trim());
  const path =
    asked.length < 2 ? null : `/api/unmatched-bookings/${attendeeId}/candidates?${new URLSearchParams({ q: asked })}`;
  const { data, error } = useSWR<FindCandidatesResponse>(path, apiGet, { keepPreviousData: true });
  return (
    <div className="flex min-w-0 flex-1 basis-80 flex-col gap-3">
      <SearchField
        label="Search another lead"
        placeholder="Search another lead"
        value={text}
        onChange={setText}
        className="max-w-sm"
      />
      {path === null ? null : error ? (
        <p role="alert" className="text-table text-bad">
          The leads could not be searched. Change the text to try again.
        </p>
      ) : data ? (
        <CandidateCards
          candidates={data.candidates}
          label="Leads found"
          onLink={onLink}
          none={`No lead holds “${asked}” in its name, address or company.`}
        />
      ) : null}
    </div>
  );
}

/** A value once it has stood still. */
function useLate(value: string): string {
  const [late, setLate] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => setLate(value), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [value]);
  return late;
}
