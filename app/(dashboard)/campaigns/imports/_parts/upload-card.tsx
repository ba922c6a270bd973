'use client';

import { useRouter } from 'next/navigation';
import { Card } from '@/app/_components/page/card';
import { importLimits } from '@/lib/contracts/lead-imports';
import { FileSender } from './file-sender';

/** Takes a file of leads; what its columns are is asked on the next page. */
export function UploadCard() {
  const router = useRouter();
  return (
    <Card
      title="Import a file of leads"
      note={`A CSV file with one person a line, up to ${importLimits.megabytes} MB. The same file twice changes nothing.`}
    >
      <FileSender onSent={(id) => router.push(`/campaigns/imports/${id}`)} />
    </Card>
  );
}
