import type { EvidenceKind } from '@/lib/db/schema/attendance';

/** One report on whether a person showed up. */
export interface Evidence {
  id: string;
  kind: EvidenceKind;
  says: boolean | null;
  /** When it happened, by its source. */
  at: Date;
  /** Whom it is about, see `personOf`. */
  person: string;
  /** The start of the meeting it is about. */
  occasion: Date;
  /** When the person showed up, if the source knows. */
  showTime: Date | null;
}

interface Attendance {
  showedUp: boolean | null;
  showTime: Date | null;
  /** Id of the evidence that decides; null while none does. */
  basis: string | null;
}

/** Which evidence decides before which; within a rank the latest counts. */
const ranks: readonly ((evidence: Evidence) => boolean)[] = [
  ({ kind }) => kind === 'manual',
  // A person who talked with us showed up, whatever the calendar says.
  ({ kind, says }) => kind === 'call' && says === true,
  ({ kind }) => kind === 'no_show_marked' || kind === 'no_show_unmarked' || kind === 'attended',
  ({ kind, says }) => kind === 'call' && says === false,
  ({ kind }) => kind === 'unmarked_rule',
];

/**
 * Whether a person showed up, from all evidence: manual marks decide first, then talking on our own call, then marks in
 * the calendar, then an unanswered call, and last the organization's rule for unmarked meetings. Evidence about another
 * person or another start of the meeting does not count, and the order of arrival does not matter.
 */
export function foldAttendance(all: readonly Evidence[], of: { person: string; start: Date }): Attendance {
  const relevant = all.filter(
    ({ person, occasion }) => person === of.person && occasion.getTime() === of.start.getTime(),
  );
  for (const rank of ranks) {
    const last = latest(relevant.filter(rank));
    if (last && last.says !== null) {
      const showTime = last.says ? (last.showTime ?? of.start) : null;
      return { showedUp: last.says, showTime, basis: last.id };
    }
  }
  return { showedUp: null, showTime: null, basis: null };
}

/** The latest manual mark; null without one, and when it was removed. */
export function manualMark(all: readonly Evidence[], of: { person: string; start: Date }): boolean | null {
  const marks = all.filter(
    ({ kind, person, occasion }) =>
      kind === 'manual' && person === of.person && occasion.getTime() === of.start.getTime(),
  );
  return latest(marks)?.says ?? null;
}

/** At the same instant the kind decides, so the order of arrival never does. */
function latest(evidence: readonly Evidence[]): Evidence | undefined {
  return evidence.toSorted(
    (a, b) => b.at.getTime() - a.at.getTime() || a.kind.localeCompare(b.kind) || (a.id < b.id ? 1 : -1),
  )[0];
}

/** The person behind an attendee's row: another email is another person. */
export function personOf({ email, name }: { email: string | null; name: string }): string {
  return email === null ? `name:${name}` : email.toLowerCase();
}

/** Whether our own call shows that its attendee showed up; null leaves it open. */
export function callVerdict(
  call: { ended: boolean; failureReason: string | null; talkSeconds: number | null; isLast: boolean },
  rules: { talkSeconds: number; unansweredIsNoShow: boolean },
): boolean | null {
  if (!call.ended) return null;
  if (call.failureReason === null) return (call.talkSeconds ?? 0) >= rules.talkSeconds ? true : null;
  const unanswered = call.failureReason === 'attendee_no_answer' || call.failureReason === 'attendee_busy';
  return unanswered && call.isLast && rules.unansweredIsNoShow ? false : null;
}
