'use client';

import useSWR from 'swr';
import { Button } from '@/app/_components/action/button';
import { Link } from '@/app/_components/action/link';
import { apiGet } from '@/app/_components/api';
import { FoldedFacts, KeyValueList } from '@/app/_components/data/key-value-list';
import { ErrorState } from '@/app/_components/feedback/error-state';
import { SkeletonText } from '@/app/_components/feedback/skeleton';
import { StatusBadge } from '@/app/_components/feedback/status-badge';
import { Drawer } from '@/app/_components/overlay/drawer';
import { useLastShown } from '@/app/_components/overlay/use-last-shown';
import { ZonedTime } from '@/app/_components/time/zoned-time';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import { matchWords } from '@/app/(dashboard)/_parts/match-text';
import { useRelink } from '@/app/(dashboard)/_parts/use-relink';
import type { LeadDetailsWire } from '@/lib/contracts/leads';
import { leadName } from './lead-name';
import { StageBadge } from './stage-badge';

const REFRESH_MS = 5_000;

/** One lead: details, activity and bookings. */
export function LeadDrawer({ id, onClose }: { id: string | null; onClose: () => void }) {
  const lastId = useLastShown(id);
  const { data, error, mutate } = useSWR<{ lead: LeadDetailsWire }, unknown>(lastId && `/api/leads/${lastId}`, apiGet, {
    refreshInterval: id === null ? 0 : REFRESH_MS,
  });
  const lead = data?.lead;
  return (
    <Drawer
      isOpen={id !== null}
      onClose={onClose}
      title={lead ? leadName(lead) : 'Lead'}
      status={lead ? <StageBadge stage={lead.stage} /> : null}
    >
      {lead ? <Details lead={lead} onChange={() => mutate()} /> : null}
      {error && !lead ? (
        <ErrorState title="We couldn’t load this lead." error={error} onRetry={() => void mutate()} />
      ) : null}
      {!lead && !error ? <SkeletonText lines={8} label="Loading lead" /> : null}
    </Drawer>
  );
}

const stageWords = {
  sent_at: 'Sent',
  delivered_at: 'Delivered',
  replied_at: 'Replied',
  interested_at: 'Interested',
  bounced_at: 'Bounced',
  unsubscribed_at: 'Unsubscribed',
  booked_at: 'Booked',
  showed_at: 'Showed',
  no_show_at: 'No-show',
} as const;

function Details({ lead, onChange }: { lead: LeadDetailsWire; onChange: () => unknown }) {
  const { organization, permissions } = useSession();
  const { timeZone } = organization;
  const relink = useRelink(onChange);
  const stages = (Object.keys(stageWords) as (keyof typeof stageWords)[]).flatMap((key) => {
    const at = lead.stages[key];
    return at ? [{ label: stageWords[key], value: <ZonedTime at={at} timeZone={timeZone} /> }] : [];
  });
  const facts = [
    { label: 'Email', value: lead.email },
    { label: 'Company', value: lead.company },
    { label: 'Job title', value: lead.title },
    { label: 'Phone', value: lead.phone },
    { label: 'Time zone', value: lead.timezone },
    { label: 'Campaign', value: lead.campaign.name },
    { label: 'Client', value: lead.client?.name },
  ].filter(({ value }) => Boolean(value));
  const custom = Object.entries(lead.custom);
  return (
    <>
      <KeyValueList items={facts} />
      <section aria-label="Activity">
        <h3 className="mb-2 font-semibold">Activity</h3>
        {stages.length > 0 ? <KeyValueList items={stages} /> : <p className="text-text-muted">Nothing sent yet.</p>}
      </section>
      <section aria-label="Bookings">
        <h3 className="mb-2 font-semibold">Bookings</h3>
        {lead.bookings.length === 0 ? <p className="text-text-muted">No bookings yet.</p> : null}
        <ul className="flex flex-col gap-3">
          {lead.bookings.map((booking) => (
            <li key={booking.attendee.id} className="flex items-start justify-between gap-2">
              <div className="min-w-0">
                <Link href={`/bookings?booking=${booking.id}`}>{booking.title}</Link>
                <p className="text-table text-text-muted">
                  <ZonedTime at={booking.start_time} timeZone={timeZone} />
                  {' · '}
                  {matchWords(booking).join(' ')}
                </p>
                {permissions.includes('campaigns:write') ? (
                  <Button
                    size="small"
                    className="mt-1"
                    onPress={() =>
                      relink({ person: booking.attendee, from: { id: lead.id, name: leadName(lead) }, to: null })
                    }
                  >
                    Not this lead
                  </Button>
                ) : null}
              </div>
              <StatusBadge status={booking.status} className="shrink-0" />
            </li>
          ))}
        </ul>
      </section>
      {custom.length > 0 ? (
        <FoldedFacts title="Custom fields">
          <KeyValueList items={custom.map(([label, value]) => ({ label, value }))} />
        </FoldedFacts>
      ) : null}
    </>
  );
}
