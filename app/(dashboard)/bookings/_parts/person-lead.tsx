'use client';

import { useState } from 'react';
import { Button } from '@/app/_components/action/button';
import { Link } from '@/app/_components/action/link';
import { matchWords } from '@/app/(dashboard)/_parts/match-text';
import { useRelink } from '@/app/(dashboard)/_parts/use-relink';
import { FindLead } from '@/app/(dashboard)/campaigns/unmatched/_parts/find-lead';
import type { AttendeeAttendance } from '@/lib/contracts/attendance';

interface PersonLeadProps {
  person: AttendeeAttendance;
  mayDecide: boolean;
  onChange: () => unknown;
}

/** The lead that an attendee is matched to and how; people with the permission can change it. */
export function PersonLead({ person, mayDecide, onChange }: PersonLeadProps) {
  const [isSearching, setSearching] = useState(false);
  const relink = useRelink(onChange);
  const { lead_id, lead_name } = person;
  const [verb, how] = matchWords(person);
  const lead = lead_id === null ? null : { id: lead_id, name: lead_name ?? 'this lead' };
  return (
    <div className="mt-2 flex flex-wrap items-center justify-between gap-2">
      <p className="min-w-0 text-caption break-words text-text-muted">
        {lead ? (
          <>
            {verb} to <Link href={`/campaigns/leads?lead=${lead.id}`}>{lead.name}</Link> ({person.campaign_name}) {how}
          </>
        ) : (
          'Not linked to a lead'
        )}
      </p>
      {mayDecide ? (
        <div className="flex flex-wrap gap-2">
          {lead ? (
            <Button size="small" onPress={() => relink({ person, from: lead, to: null })}>
              Not this lead
            </Button>
          ) : null}
          <Button size="small" aria-expanded={isSearching} onPress={() => setSearching(!isSearching)}>
            {lead ? 'Change lead' : 'Find lead'}
          </Button>
        </div>
      ) : null}
      {mayDecide && isSearching ? (
        <FindLead
          attendeeId={person.id}
          onLink={(decision) => {
            if (decision.kind !== 'link') return;
            setSearching(false);
            relink({ person, from: lead, to: { id: decision.leadId, name: decision.leadName } });
          }}
        />
      ) : null}
    </div>
  );
}
