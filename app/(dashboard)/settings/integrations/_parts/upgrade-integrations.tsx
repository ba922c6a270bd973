import { UpgradeCard } from '@/app/(dashboard)/_parts/upgrade-card';

/** In place of the integrations, on plans without them. */
export function UpgradeIntegrations() {
  return (
    <UpgradeCard
      title="Calendars"
      plan="Pro"
      points={[
        'Connect Cal.com, Calendly, Google Calendar or Outlook for your whole organization',
        'Offer available times in a conversation and book the one they pick',
        'Keep bookings and calendars in sync, whichever side changes',
      ]}
    />
  );
}
