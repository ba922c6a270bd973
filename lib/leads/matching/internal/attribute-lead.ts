/** A lead of a person who may be in several campaigns. */
export interface AttributableLead {
  id: string;
  sentAt: Date | null;
  createdAt: Date;
}

/**
 * Which lead gets the booking when a person is in several campaigns: that of the last email before the booking was made.
 * Without one, the oldest lead that was never emailed (lists without send dates), else that of the first email afterwards.
 * Ties go to the smaller id, so the order of arrival does not matter.
 */
export function attributeLead<Lead extends AttributableLead>(leads: readonly Lead[], madeAt: Date): Lead | null {
  const rank = ({ sentAt, createdAt }: Lead): [number, number] => {
    if (sentAt === null) return [1, createdAt.getTime()];
    return sentAt <= madeAt ? [0, -sentAt.getTime()] : [2, sentAt.getTime()];
  };
  const before = (a: Lead, b: Lead) => {
    const [groupA, timeA] = rank(a);
    const [groupB, timeB] = rank(b);
    return groupA - groupB || timeA - timeB || (a.id < b.id ? -1 : 1);
  };
  return [...leads].sort(before)[0] ?? null;
}
