import { UpgradeCard } from '@/app/_components/feedback/upgrade-card';

/** In place of the settings of calls, where the plan does not have calls. */
export function UpgradeSettings() {
  return (
    <UpgradeCard
      title="Scheduled calls"
      plan="Business"
      points={[
        'Say in which hours, in the zone of the person called, calls may leave',
        'Try again after busy or no answer, as often and as far apart as you like',
        'Word the recording disclosure, and the question asked after a call',
      ]}
    />
  );
}
