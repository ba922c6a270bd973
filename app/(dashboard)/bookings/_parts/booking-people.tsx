'use client';

import { CircleCheck } from 'lucide-react';
import { useRef } from 'react';
import useSWR, { type KeyedMutator } from 'swr';
import type { z } from 'zod';
import { Button } from '@/app/_components/action/button';
import { api, apiGet } from '@/app/_components/api';
import { showErrorToast, showUndoToast } from '@/app/_components/overlay/toast';
import { RelativeTime } from '@/app/_components/time/relative-time';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import { AttendanceBadge } from '@/app/(dashboard)/_parts/attendance-badge';
import type { AttendeeAttendance, attendeesResponse } from '@/lib/contracts/attendance';
import type { Booking } from '@/lib/contracts/bookings';
import { MeetingNotes } from './meeting-notes';
import { PersonLead } from './person-lead';

type People = z.infer<typeof attendeesResponse>;

const FRESH_MS = 5_000;

interface BookingPeopleProps {
  booking: Booking;
  /** The booking has not begun: there is no attendance yet. */
  isAhead: boolean;
  onMarked: () => void;
}

/** The attendees: whether they showed up, why we think so, their lead and the meeting notes. */
export function BookingPeople({ booking, isAhead, onMarked }: BookingPeopleProps) {
  const { organization, permissions } = useSession();
  const { data, mutate } = useSWR<People, unknown>(`/api/bookings/${booking.id}/attendees`, apiGet<People>, {
    refreshInterval: FRESH_MS,
  });
  if (!data || data.attendees.length === 0) return null;
  return (
    <section aria-labelledby="attendance">
      <h3 id="attendance" className="mb-3 font-semibold">
        {isAhead ? 'People' : 'Attendance'}
      </h3>
      {data.reschedules > 0 ? (
        <p className="mb-2 text-table text-text-muted">
          Rescheduled {data.reschedules === 1 ? 'once' : `${data.reschedules} times`}
        </p>
      ) : null}
      <ul className="flex flex-col gap-3">
        {data.attendees.map((person) => (
          <Person
            key={person.id}
            booking={booking}
            person={person}
            isAhead={isAhead}
            timeZone={organization.timeZone}
            canDecide={permissions.includes('campaigns:write')}
            canWrite={permissions.includes('bookings:write')}
            onChange={mutate}
            onMarked={onMarked}
          />
        ))}
      </ul>
    </section>
  );
}

interface PersonProps {
  booking: Booking;
  person: AttendeeAttendance;
  isAhead: boolean;
  timeZone: string;
  /** May mark attendance and link leads. */
  canDecide: boolean;
  canWrite: boolean;
  onChange: KeyedMutator<People>;
  /** The status of a meeting depends on attendance. */
  onMarked: () => void;
}

function Person({ booking, person, isAhead, timeZone, canDecide, canWrite, onChange, onMarked }: PersonProps) {
  const address = `/api/bookings/${booking.id}/attendees/${person.id}`;
  const marks = useRef<HTMLFieldSetElement>(null);

  async function save(showedUp: boolean | null): Promise<boolean> {
    try {
      await api(`${address}/attendance`, { method: 'POST', body: { showed_up: showedUp } });
      await onChange();
      onMarked();
      return true;
    } catch (error) {
      showErrorToast(
        'Attendance not saved',
        error instanceof Error ? error.message : undefined,
        () => void save(showedUp),
      );
      return false;
    }
  }

  async function mark(showedUp: boolean) {
    const before = person.said;
    // The pressed button disappears; without this the focus would go to the drawer's “Close”.
    marks.current?.focus({ preventScroll: true });
    if (await save(showedUp))
      showUndoToast(`${person.name}: ${showedUp ? 'showed' : 'no-show'}`, { onUndo: () => void save(before) });
  }

  return (
    <li className="rounded-control border p-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span className="min-w-0">
          <span className="block font-medium break-words">{person.name}</span>
          <span className="block text-caption break-words text-text-muted">{person.email}</span>
        </span>
        {isAhead && person.evidence.length === 0 ? null : (
          <AttendanceBadge showedUp={person.showed_up} isCancelled={booking.status === 'cancelled'} />
        )}
      </div>
      <PersonLead person={person} mayDecide={canDecide} onChange={onChange} />
      {canDecide && booking.status !== 'cancelled' ? (
        <fieldset
          ref={marks}
          tabIndex={-1}
          aria-label={`Attendance of ${person.name}`}
          className="mt-2 flex flex-wrap gap-2 rounded-control"
        >
          {person.showed_up === true ? null : (
            <Button size="small" onPress={() => void mark(true)}>
              Mark showed
            </Button>
          )}
          {person.showed_up === false ? null : (
            <Button size="small" onPress={() => void mark(false)}>
              Mark no-show
            </Button>
          )}
        </fieldset>
      ) : null}
      {person.evidence.length > 0 ? (
        <ol aria-label={`Evidence for ${person.name}`} className="mt-2 flex flex-col gap-1 text-caption">
          {person.evidence.map((one) => (
            <li key={one.id} className={one.decides ? 'text-text' : 'text-text-muted'}>
              {one.decides ? (
                <CircleCheck role="img" aria-label="Decides" className="mr-1 inline size-3 align-[-0.125em]" />
              ) : null}
              {one.summary} · {one.by} · <RelativeTime at={one.at} timeZone={timeZone} />
            </li>
          ))}
        </ol>
      ) : null}
      <MeetingNotes address={address} notes={person.meeting_notes} name={person.name} canWrite={canWrite} />
    </li>
  );
}
