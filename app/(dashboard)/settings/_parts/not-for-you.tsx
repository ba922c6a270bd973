import { EmptyState } from '@/app/_components/feedback/empty-state';

/** In place of settings that the person's role does not include. */
export function NotForYou({ what }: { what: string }) {
  return (
    <EmptyState>Your role does not include {what}. An owner or admin of your organization can change that.</EmptyState>
  );
}
