import { CircleCheck, CircleHelp, Slash, UserX } from 'lucide-react';
import { Badge } from '@/app/_components/feedback/badge';

/** Attendance: showed, no-show or pending; none for a cancelled booking. */
export function AttendanceBadge({
  showedUp,
  isCancelled = false,
}: {
  showedUp: boolean | null;
  isCancelled?: boolean;
}) {
  if (isCancelled) return <Badge icon={<Slash aria-hidden className="size-3.5" />}>Cancelled</Badge>;
  if (showedUp === null) return <Badge icon={<CircleHelp aria-hidden className="size-3.5" />}>Pending</Badge>;
  return showedUp ? (
    <Badge tone="good" icon={<CircleCheck aria-hidden className="size-3.5" />}>
      Showed
    </Badge>
  ) : (
    <Badge tone="bad" icon={<UserX aria-hidden className="size-3.5" />}>
      No-show
    </Badge>
  );
}
