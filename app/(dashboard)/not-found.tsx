import { ButtonLink } from '@/app/_components/action/link';
import { EmptyState } from '@/app/_components/feedback/empty-state';
import { PageHead } from '@/app/_components/page/page-head';

export default function DashboardNotFound() {
  return (
    <>
      <PageHead title="Page not found" />
      <EmptyState action={<ButtonLink href="/">Back to Home</ButtonLink>}>
        We can’t find this page. It may have been moved or deleted, or it belongs to another organization.
      </EmptyState>
    </>
  );
}
