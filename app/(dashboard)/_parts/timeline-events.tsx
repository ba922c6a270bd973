import {
  Ban,
  CalendarCheck,
  CalendarClock,
  CalendarPlus,
  CalendarX,
  Circle,
  CircleCheck,
  CircleX,
  ClipboardCheck,
  FileText,
  Hand,
  Link2,
  type LucideIcon,
  Mic,
  Pencil,
  Phone,
  PhoneCall,
  PhoneForwarded,
  PhoneOff,
  PhoneOutgoing,
  RotateCw,
  ShieldCheck,
  SquareCheck,
  Undo2,
  UserCheck,
  UserX,
  Volume2,
} from 'lucide-react';
import type { TimelineEvent } from '@/app/_components/data/timeline';
import type { Tone } from '@/app/_components/feedback/badge';
import type { TimelineEntry } from '@/lib/contracts/bookings';
import { durationText } from '@/lib/time/duration-text';
import { TimelineEvidence } from './timeline-evidence';

const looks: Record<string, { icon: LucideIcon; tone?: Tone }> = {
  'booking.created': { icon: CalendarPlus, tone: 'info' },
  'booking.rescheduled': { icon: CalendarClock },
  'booking.edited': { icon: Pencil },
  'booking.cancelled': { icon: Ban },
  'booking.restored': { icon: Undo2 },
  'booking.retry_scheduled': { icon: RotateCw, tone: 'caution' },
  'booking.completed': { icon: CircleCheck, tone: 'good' },
  'booking.failed': { icon: CircleX, tone: 'bad' },
  'booking.reopened': { icon: Undo2 },
  'booking.showed': { icon: UserCheck, tone: 'good' },
  'booking.no_show': { icon: UserX, tone: 'bad' },
  'booking.synced': { icon: CalendarCheck, tone: 'good' },
  'booking.sync_failed': { icon: CalendarX, tone: 'caution' },
  'booking.cancelled_at_provider': { icon: CalendarX },
  'call.claimed': { icon: ShieldCheck },
  'call.ordered': { icon: PhoneOutgoing, tone: 'caution' },
  'call.operator_accepted': { icon: Hand },
  'call.attendee_answered': { icon: PhoneCall, tone: 'good' },
  'call.disclosed': { icon: Volume2 },
  'call.bridged': { icon: Link2, tone: 'good' },
  'call.ended': { icon: PhoneOff },
  'call.outcome_declared': { icon: ClipboardCheck, tone: 'good' },
  'leg.ringing': { icon: Phone },
  'leg.answered': { icon: PhoneForwarded },
  'leg.ended': { icon: PhoneOff },
  'confirmation.ticked': { icon: SquareCheck },
  'recording.started': { icon: Mic },
  'recording.completed': { icon: Mic, tone: 'good' },
  'transcription.received': { icon: FileText },
};

/** A booking's history for the timeline: newest last, with actors and evidence. */
export function timelineEvents(entries: readonly TimelineEntry[]): TimelineEvent[] {
  return entries.map((entry) => ({
    id: entry.id,
    at: entry.at,
    ...(looks[entry.kind] ?? { icon: Circle }),
    title: entry.summary,
    who: entry.actor.name,
    offset: offsetText(entry),
    evidence: entry.evidence.length > 0 ? <TimelineEvidence items={entry.evidence} /> : undefined,
  }));
}

/** The start of an attempt keeps how long ago it was; what follows counts from it. */
function offsetText({ since_attempt_ms }: TimelineEntry): string | undefined {
  return since_attempt_ms ? `+${durationText(since_attempt_ms)}` : undefined;
}
