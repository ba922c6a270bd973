'use client';

import { useRouter } from 'next/navigation';
import { Card } from '@/app/_components/page/card';
import { importLimits } from '@/lib/contracts/lead-imports';
import { FileSender } from './file-sender';

/** Uploads a leads file; its columns are mapped on the next page. */
export function UploadCard() {
  const router = useRouter();
  return (
    <Card
      title="Import leads"
      note={`CSV, one person per row, up to ${importLimits.megabytes} MB. Importing the same file again won’t create duplicates.`}
    >
      <FileSender onSent={(id) => router.push(`/campaigns/imports/${id}`)} />
    </Card>
  );
}
