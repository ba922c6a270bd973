'use client';

import { Check, Equal, EqualApproximately, Unlink } from 'lucide-react';
import { Button } from '@/app/_components/action/button';
import { Badge } from '@/app/_components/feedback/badge';
import type { CandidateWire } from '@/lib/contracts/unmatched-bookings';
import { reasonText, scoreText } from './reason-words';
import type { Decision } from './use-unmatched';

interface CandidateCardsProps {
  candidates: CandidateWire[];
  label: string;
  /** Omitted for people who may only look. */
  onLink?: (decision: Decision) => void;
  /** Shown when there are none. */
  none: string;
}

/** Possible leads side by side, each with its score and reasons. */
export function CandidateCards({ candidates, label, onLink, none }: CandidateCardsProps) {
  if (candidates.length === 0) return <p className="text-text-muted">{none}</p>;
  return (
    <ul
      aria-label={label}
      className="grid grid-cols-[repeat(auto-fill,minmax(min(18rem,100%),1fr))] items-stretch gap-3"
    >
      {candidates.map((candidate) => (
        <CandidateCard key={candidate.lead.id} candidate={candidate} onLink={onLink} />
      ))}
    </ul>
  );
}

const marks = {
  same: { tone: 'good', Icon: Equal },
  similar: { tone: 'info', Icon: EqualApproximately },
  differs: { tone: 'neutral', Icon: Unlink },
} as const;

function CandidateCard({ candidate, onLink }: { candidate: CandidateWire; onLink?: (decision: Decision) => void }) {
  const { lead, score, reasons } = candidate;
  const name = lead.name ?? lead.email;
  return (
    <li className="flex min-w-0 flex-col gap-2 rounded-card border bg-raised p-3">
      <div className="flex items-start justify-between gap-2">
        <p className="min-w-0 font-medium break-words">{name}</p>
        <span className="tabular shrink-0 font-medium" title="How well this lead matches">
          {scoreText(score)}
        </span>
      </div>
      <p className="text-table break-words text-text-muted">
        {lead.name ? <span className="block">{lead.email}</span> : null}
        {[lead.title, lead.company].filter(Boolean).join(', ')}
        {lead.phone ? <span className="block">{lead.phone}</span> : null}
        <span className="block">{lead.campaign.name}</span>
      </p>
      <ul aria-label="Match details" className="flex flex-wrap gap-1">
        {reasons.map((reason) => {
          const { tone, Icon } = marks[reason.verdict];
          return (
            <li key={reason.field} className="max-w-full">
              <Badge tone={tone} icon={<Icon aria-hidden className="size-3.5 shrink-0" />}>
                {reasonText(reason)}
              </Badge>
            </li>
          );
        })}
      </ul>
      {lead.booked_at ? <p className="text-caption text-text-muted">Already booked</p> : null}
      {onLink ? (
        <Button
          size="small"
          className="mt-auto self-start"
          icon={<Check aria-hidden className="size-4" />}
          onPress={() => onLink({ kind: 'link', leadId: lead.id, leadName: name })}
        >
          Link to {name}
        </Button>
      ) : null}
    </li>
  );
}
