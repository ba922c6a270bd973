import { EmptyState } from '@/app/_components/feedback/empty-state';

/** In place of a page that the person's role does not include. */
export function NotForYou({ what }: { what: string }) {
  return (
    <EmptyState>Your role doesn’t include access to {what}. Ask an owner or admin to change your role.</EmptyState>
  );
}
