'use client';

import { Card } from '@/app/_components/page/card';
import { FileSender } from '@/app/(dashboard)/campaigns/imports/_parts/file-sender';
import type { ImportDetails } from '@/lib/contracts/lead-imports';

interface ResumeCardProps {
  id: string;
  fileName: string;
  upload: NonNullable<ImportDetails['upload']>;
  onSent: () => void;
}

/** An unfinished upload, to be resumed. */
export function ResumeCard({ id, fileName, upload, onSent }: ResumeCardProps) {
  const parts = Math.ceil(upload.bytes / upload.part_bytes);
  return (
    <Card
      title="Upload not finished"
      note={`${upload.received.length} of ${parts} parts uploaded. Choose ${fileName} again to upload the rest. Unfinished uploads are deleted after a week.`}
    >
      <FileSender unfinished={{ id, bytes: upload.bytes }} onSent={onSent} />
    </Card>
  );
}
