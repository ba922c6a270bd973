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

/** A file that was not sent to its end: it goes on where it stopped. */
export function ResumeCard({ id, fileName, upload, onSent }: ResumeCardProps) {
  const parts = Math.ceil(upload.bytes / upload.part_bytes);
  return (
    <Card
      title="The file is not here yet"
      note={`${upload.received.length} of its ${parts} parts arrived. Choose ${fileName} again, and only the others are sent. It is forgotten after a week.`}
    >
      <FileSender unfinished={{ id, bytes: upload.bytes }} onSent={onSent} />
    </Card>
  );
}
