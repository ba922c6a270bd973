import { ButtonLink } from '@/app/_components/action/link';
import { EmptyState } from '@/app/_components/feedback/empty-state';
import type { ListUnmatchedQuery } from '@/lib/contracts/unmatched-bookings';

/** In place of an empty queue. */
export function NoUnmatched({ view }: { view: ListUnmatchedQuery['view'] }) {
  if (view === 'dismissed')
    return <EmptyState>People you said are no leads will be here; each can come back.</EmptyState>;
  return (
    <EmptyState action={<ButtonLink href="/campaigns/leads">See the leads</ButtonLink>}>
      Nobody waits: everybody on a booking is matched to a lead. Whoever cannot be matched with certainty will be here,
      with the leads it could be.
    </EmptyState>
  );
}
