import type { EvidenceKind } from '@/lib/db/schema/attendance';

/** One thing that was said of somebody's coming. */
export interface Evidence {
  id: string;
  kind: EvidenceKind;
  says: boolean | null;
  /** When it happened, by its source. */
  at: Date;
  /** Whom it was said of, see `personOf`. */
  person: string;
  /** The start of the meeting it was said of. */
  occasion: Date;
  /** When the person came, where the source knows. */
  showTime: Date | null;
}

export interface Attendance {
  showedUp: boolean | null;
  showTime: Date | null;
  /** What it rests on; null while nothing decides. */
  basis: string | null;
}

/** Who decides before whom; within one rank the later word counts. */
const ranks: readonly ((evidence: Evidence) => boolean)[] = [
  ({ kind }) => kind === 'manual',
  // Whoever talked with us was there, whatever is ticked elsewhere.
  ({ kind, says }) => kind === 'call' && says === true,
  ({ kind }) => kind === 'no_show_marked' || kind === 'no_show_unmarked' || kind === 'attended',
  ({ kind, says }) => kind === 'call' && says === false,
  ({ kind }) => kind === 'unmarked_rule',
];

/**
 * Whether somebody came, from all that was said of it: a person's word before a talk on our own call, this before the
 * calendar's marks, these before a call that nobody took, and the organization's rule for meetings that nobody marked
 * last. What was said of somebody else, or of another time of the meeting, does not count. The order in which it became
 * known does not matter.
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

/** The last word of a person on it; null when there is none, or it was taken back. */
export function saidByPerson(all: readonly Evidence[], of: { person: string; start: Date }): boolean | null {
  const said = all.filter(
    ({ kind, person, occasion }) =>
      kind === 'manual' && person === of.person && occasion.getTime() === of.start.getTime(),
  );
  return latest(said)?.says ?? null;
}

/** At one instant the kind decides, so that the order of arrival never does. */
function latest(said: readonly Evidence[]): Evidence | undefined {
  return said.toSorted(
    (a, b) => b.at.getTime() - a.at.getTime() || a.kind.localeCompare(b.kind) || (a.id < b.id ? 1 : -1),
  )[0];
}

/** The person behind an attendee's row: somebody with another address is somebody else. */
export function personOf({ email, name }: { email: string | null; name: string }): string {
  return email === null ? `name:${name}` : email.toLowerCase();
}

/** Whether our own call says that its attendee came. */
export function callSays(
  call: { ended: boolean; failureReason: string | null; talkSeconds: number | null; isLast: boolean },
  rules: { talkSeconds: number; unansweredIsNoShow: boolean },
): boolean | null {
  if (!call.ended) return null;
  if (call.failureReason === null) return (call.talkSeconds ?? 0) >= rules.talkSeconds ? true : null;
  const unanswered = call.failureReason === 'attendee_no_answer' || call.failureReason === 'attendee_busy';
  return unanswered && call.isLast && rules.unansweredIsNoShow ? false : null;
}
