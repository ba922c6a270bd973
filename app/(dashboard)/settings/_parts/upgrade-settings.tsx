import { UpgradeCard } from '@/app/(dashboard)/_parts/upgrade-card';

/** In place of the call settings, on plans without calls. */
export function UpgradeSettings() {
  return (
    <UpgradeCard
      title="Scheduled calls"
      plan="Business"
      points={[
        'Set calling hours in the time zone of the person you call',
        'Retry busy and unanswered calls as often as you like',
        'Write your own recording notice and post-call survey',
      ]}
    />
  );
}
