import { ButtonLink } from '@/app/_components/action/link';
import { EmptyState } from '@/app/_components/feedback/empty-state';

/** In place of the form for those who may look but not book. */
export function MayNotBook({ role }: { role: string }) {
  return (
    <EmptyState action={<ButtonLink href="/bookings">See the bookings</ButtonLink>}>
      Your role ({role}) can look at bookings but not make or change them. An owner or admin can give you another one.
    </EmptyState>
  );
}
