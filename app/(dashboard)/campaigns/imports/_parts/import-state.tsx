import { CircleCheck, CircleDashed, CirclePause, CloudUpload, LoaderCircle } from 'lucide-react';
import { Badge } from '@/app/_components/feedback/badge';
import type { LeadImportWire } from '@/lib/contracts/lead-imports';

const looks = {
  receiving: { word: 'Uploading', tone: 'neutral', icon: CloudUpload },
  uploaded: { word: 'Needs mapping', tone: 'caution', icon: CircleDashed },
  running: { word: 'Importing', tone: 'info', icon: LoaderCircle },
  stopped: { word: 'Stopped', tone: 'bad', icon: CirclePause },
  done: { word: 'Done', tone: 'good', icon: CircleCheck },
} as const;

/** Status of an import, by icon and word. */
export function ImportState({ status }: Pick<LeadImportWire, 'status'>) {
  const { word, tone, icon: Icon } = looks[status];
  return (
    <Badge tone={tone} icon={<Icon aria-hidden className="size-3.5 shrink-0" />}>
      {word}
    </Badge>
  );
}
