/** A lead of a person who may be in several campaigns. */
export interface AttributableLead {
  id: string;
  sentAt: Date | null;
  createdAt: Date;
}

/**
 * Whose booking it is when one person is a lead of several campaigns: the campaign that wrote last before the booking was
 * made. If none had written by then, one that never wrote, the oldest first (lists without dates of sending); else
 * the one that wrote first afterwards. Ties fall to the smaller id, so the answer never hangs on the order of arrival.
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
