import { UpgradeCard } from '@/app/_components/feedback/upgrade-card';

/** In place of the calendars, where the plan does not have them. */
export function UpgradeIntegrations() {
  return (
    <UpgradeCard
      title="Calendars"
      plan="Pro"
      points={[
        'Connect Cal.com, Calendly, Google Calendar or Outlook once, for the whole organization',
        'Offer free times in a conversation, and book the one that is picked',
        'Keep bookings and calendars in step, whichever side changes',
      ]}
    />
  );
}
