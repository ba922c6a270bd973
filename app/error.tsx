'use client';

import { PageFailure } from '@/app/_components/feedback/page-failure';

export default function ErrorPage(props: { error: unknown; retry: () => void }) {
  return (
    <main className="mx-auto flex min-h-dvh max-w-160 flex-col justify-center p-6">
      <PageFailure {...props} />
    </main>
  );
}
