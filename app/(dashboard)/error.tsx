'use client';

import { PageFailure } from '@/app/_components/feedback/page-failure';

export default function DashboardError(props: { error: unknown; retry: () => void }) {
  return <PageFailure {...props} />;
}
