import { PageHead } from '@/app/_components/page/page-head';
import { UpgradeCard } from '@/app/(dashboard)/_parts/upgrade-card';

/** In place of every page about scheduled calls (with its title), where the plan does not have them. */
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
