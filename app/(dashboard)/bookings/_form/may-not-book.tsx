import { ButtonLink } from '@/app/_components/action/link';
import { EmptyState } from '@/app/_components/feedback/empty-state';

/** In place of the form, for people who may not book. */
export function MayNotBook({ role }: { role: string }) {
  return (
    <EmptyState action={<ButtonLink href="/bookings">View bookings</ButtonLink>}>
      Your role ({role}) lets you view bookings, but not create or edit them. Ask an owner or admin to change it.
    </EmptyState>
  );
}
