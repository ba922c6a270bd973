import { UpgradeCard } from '@/app/_components/feedback/upgrade-card';
import { PageHead } from '@/app/_components/page/page-head';

/** In place of every page about scheduled calls (with its title), where the plan does not have them. */
export function UpgradeCalls({ title }: { title?: string }) {
  return (
    <>
      {title ? <PageHead title={title} /> : null}
      <UpgradeCard
        title="Scheduled calls"
        plan="Business"
        points={[
          'Book a call for a second, and it is placed at that second',
          'Both telephones ring, the disclosure is heard, then the two are connected',
          'Every call is kept with its recording, its outcome and how punctual it was',
        ]}
      />
    </>
  );
}
