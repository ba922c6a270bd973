import { PageHead } from '@/app/_components/page/page-head';
import { UpgradeCard } from '@/app/(dashboard)/_parts/upgrade-card';

/** In place of the pages about scheduled calls, on plans without them. */
export function UpgradeCalls({ title }: { title?: string }) {
  return (
    <>
      {title ? <PageHead title={title} /> : null}
      <UpgradeCard
        title="Scheduled calls"
        plan="Business"
        points={[
          'Schedule calls that dial themselves, on the second',
          'We ring you, then your customer, play the recording notice and connect you',
          'Recordings, outcomes and punctuality for every call',
        ]}
      />
    </>
  );
}
