import { ButtonLink } from '@/app/_components/action/link';
import { EmptyState } from '@/app/_components/feedback/empty-state';
import { PageHead } from '@/app/_components/page/page-head';

export default function DashboardNotFound() {
  return (
    <>
      <PageHead title="Not found" />
      <EmptyState action={<ButtonLink href="/">Go to the start</ButtonLink>}>
        There is nothing at this address, or it belongs to another organization.
      </EmptyState>
    </>
  );
}
