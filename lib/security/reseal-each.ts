/** Rows read at a time. */
const BATCH = 100;

export interface ResealCounts {
  /** Rows looked at. */
  seen: number;
  /** Rows that were encrypted with another key than the first, and are not any more. */
  rotated: number;
}

/**
 * Goes through rows in the order of their ids and has each encrypted anew where it must be. A row that changes meanwhile
 * is written by whoever changed it, with the first key as well: then `reseal` answers false.
 * @param pageAfter so many rows behind an id, in the order of ids
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
