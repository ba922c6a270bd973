'use client';

import { CircleAlert, X } from 'lucide-react';
import useSWR from 'swr';
import { IconButton } from '@/app/_components/action/icon-button';
import { Link } from '@/app/_components/action/link';
import { ApiError, api, apiGet } from '@/app/_components/api';
import { showErrorToast } from '@/app/_components/overlay/toast';
import { Card } from '@/app/_components/page/card';
import { RelativeTime } from '@/app/_components/time/relative-time';
import { useSession } from '@/app/(dashboard)/_frame/session-context';
import type { NoticeWire } from '@/lib/contracts/notices';

interface Answer {
  notices: NoticeWire[];
  unread_count: number;
}

const SHOWN = 6;
const FRESH_MS = 15_000;

/** What went wrong and is still unread. */
export function Notices({ initial, initialCount }: { initial: NoticeWire[]; initialCount: number }) {
  const { organization, permissions } = useSession();
  const { data, mutate } = useSWR<Answer, unknown>('/api/notices?unread=true', apiGet<Answer>, {
    fallbackData: { notices: initial, unread_count: initialCount },
    refreshInterval: FRESH_MS,
  });
  const { notices, unread_count } = data ?? { notices: initial, unread_count: initialCount };

  const read = async (id: string) => {
    const left = { notices: notices.filter((one) => one.id !== id), unread_count: unread_count - 1 };
    void mutate(left, { revalidate: false });
    try {
      await api(`/api/notices/${id}/read`, { method: 'POST' });
    } catch (error) {
      showErrorToast('Not marked as read', error instanceof ApiError ? error.detail : undefined);
    }
    void mutate();
  };

  return (
    <Card title="Needs attention" note={unread_count > SHOWN ? `${SHOWN} of ${unread_count}` : undefined}>
      {notices.length === 0 ? (
        <p className="text-text-muted">All clear. Missed and failed calls show up here.</p>
      ) : (
        <ul className="-my-1">
          {notices.slice(0, SHOWN).map((notice) => (
            <li key={notice.id} className="flex items-start gap-2.5 border-t py-2 first:border-t-0">
              <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 text-bad" />
              <div className="min-w-0 flex-1">
                <p className="break-words">{notice.message}</p>
                <p className="flex flex-wrap gap-x-2 text-table text-text-muted">
                  <RelativeTime at={notice.created_at} timeZone={organization.timeZone} />
                  <PlaceOf notice={notice} />
                  {notice.booking_id ? <Link href={`/bookings?booking=${notice.booking_id}`}>View booking</Link> : null}
                </p>
              </div>
              {permissions.includes('bookings:write') ? (
                <IconButton label="Mark as read" onPress={() => void read(notice.id)} className="-mt-1">
                  <X aria-hidden className="size-4" />
                </IconButton>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}

const places: Readonly<Record<string, { href: string; label: string }>> = {
  calendar_needs_attention: { href: '/settings/integrations', label: 'Integrations' },
  operator_left: { href: '/settings/staff', label: 'Staff' },
  webhook_endpoint_disabled: { href: '/webhooks/sent', label: 'Webhooks' },
};

/** Where it can be fixed. */
function PlaceOf({ notice }: { notice: NoticeWire }) {
  const place = places[notice.kind];
  return place ? <Link href={place.href}>{place.label}</Link> : null;
}
