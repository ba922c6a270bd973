/** Rows read at a time. */
const BATCH = 100;

export interface ResealCounts {
  /** Rows looked at. */
  seen: number;
  /** Rows that were encrypted with another key than the first, and are not any more. */
  rotated: number;
}

/**
 * Goes through rows in the order of their ids and encrypts each again where needed. A row that changes meanwhile
 * was written with the first key by that change: then `reseal` answers false.
 * @param pageAfter the next rows after an id, ordered by id
 */
export async function resealEach<Row extends { id: string }>(
  pageAfter: (id: string, limit: number) => PromiseLike<Row[]>,
  reseal: (row: Row) => Promise<boolean>,
): Promise<ResealCounts> {
  const counts = { seen: 0, rotated: 0 };
  for (let after = ''; ; ) {
    const rows = await pageAfter(after, BATCH);
    for (const row of rows) {
      counts.seen += 1;
      if (await reseal(row)) counts.rotated += 1;
    }
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return counts;
    after = last.id;
  }
}
