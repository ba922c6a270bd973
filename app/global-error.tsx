'use client';

import './globals.css';
import { PageFailure } from '@/app/_components/feedback/page-failure';

/** When the layout itself fails, nothing around the page is left: this brings its own document. */
export default function GlobalError(props: { error: unknown; retry: () => void }) {
  return (
    <html lang="en">
      <body>
        <main className="mx-auto flex min-h-dvh max-w-160 flex-col justify-center p-6">
          <PageFailure {...props} />
        </main>
      </body>
    </html>
  );
}
