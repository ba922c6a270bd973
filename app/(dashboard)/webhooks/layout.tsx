import type { ReactNode } from 'react';
import { PageHead } from '@/app/_components/page/page-head';
import { SectionTabs } from '@/app/(dashboard)/_parts/section-tabs';

const tabs = [
  { href: '/webhooks/received', label: 'Received' },
  { href: '/webhooks/sent', label: 'Sent' },
];

export default function WebhooksLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <PageHead title="Webhooks">Events received from providers and sent to your systems.</PageHead>
      <SectionTabs label="Webhooks" tabs={tabs} />
      {children}
    </>
  );
}
