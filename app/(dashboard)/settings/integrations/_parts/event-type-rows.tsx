'use client';

import { Check, ExternalLink } from 'lucide-react';
import { Button } from '@/app/_components/action/button';
import { Badge } from '@/app/_components/feedback/badge';
import { Skeleton } from '@/app/_components/feedback/skeleton';
import type { EventTypeWire } from '@/lib/contracts/calendars';

interface EventTypeRowsProps {
  eventTypes: EventTypeWire[];
  chosenId: string | null;
  savingId: string | null;
  onChoose: ((eventType: EventTypeWire) => void) | null;
  minutes?: number;
}

const rowStyle = 'flex min-h-10 items-center gap-3 rounded-control py-1.5';

/** Event types, each a row with its duration. */
export function EventTypeRows({ eventTypes, chosenId, savingId, onChoose, minutes }: EventTypeRowsProps) {
  return (
    <ul aria-label="Event types" className="divide-y border-y">
      {eventTypes.map((eventType) => {
        const { id, name, duration_minutes, url } = eventType;
        const isChosen = id === chosenId;
        return (
          <li key={id} tabIndex={-1} aria-current={isChosen || undefined} className={rowStyle}>
            <div className="min-w-0 flex-1">
              <span className="font-medium break-words">{name}</span>
              <span className="tabular block text-table text-text-muted md:hidden">{duration_minutes} min</span>
              {minutes !== undefined && minutes !== duration_minutes ? (
                <span className="block text-table text-caution">This service takes {minutes} min.</span>
              ) : null}
            </div>
            <span className="tabular text-text-muted max-md:hidden">{duration_minutes} min</span>
            {url ? (
              <a
                href={url}
                target="_blank"
                rel="noreferrer"
                aria-label={`Open ${name} in a new tab`}
                className="inline-flex size-8 items-center justify-center rounded-control text-text-muted hover:bg-hover hover:text-text touch:size-10"
              >
                <ExternalLink aria-hidden className="size-4" />
              </a>
            ) : (
              <span className="size-8 touch:size-10 max-md:hidden" />
            )}
            <span className="flex w-20 shrink-0 justify-end">
              {isChosen ? (
                <Badge tone="good" icon={<Check aria-hidden className="size-3.5 shrink-0" />}>
                  Selected
                </Badge>
              ) : onChoose ? (
                <Button
                  size="small"
                  onPress={({ target }) => {
                    // The button is replaced by a badge; its row keeps the focus.
                    target.closest('li')?.focus();
                    onChoose(eventType);
                  }}
                  isPending={savingId === id}
                  aria-label={`Select ${name}`}
                >
                  Select
                </Button>
              ) : null}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

const waiting = ['w-40', 'w-56', 'w-32', 'w-48'];

/** Placeholder rows. */
export function EventTypeSkeleton() {
  return (
    <div role="status" aria-label="Loading event types" className="divide-y border-y">
      {waiting.map((width) => (
        <div key={width} className={rowStyle}>
          <Skeleton className={`h-4 ${width}`} />
          <Skeleton className="ml-auto h-4 w-12" />
          <Skeleton className="h-7 w-16" />
        </div>
      ))}
    </div>
  );
}
