import { ButtonLink } from '@/app/_components/action/link';
import { EmptyState } from '@/app/_components/feedback/empty-state';
import type { ListUnmatchedQuery } from '@/lib/contracts/unmatched-bookings';

/** Shown for an empty queue. */
export function NoUnmatched({ view }: { view: ListUnmatchedQuery['view'] }) {
  if (view === 'dismissed') return <EmptyState>Dismissed people appear here. You can restore them anytime.</EmptyState>;
  return (
    <EmptyState action={<ButtonLink href="/campaigns/leads">View leads</ButtonLink>}>
      All caught up: everyone on a booking is matched to a lead. People we can’t match with certainty appear here.
    </EmptyState>
  );
}
