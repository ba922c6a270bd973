/**
 * Does something with each of many that were read together, and counts those that changed. One that fails does not hold up
 * the others: its error is thrown once they are done, so that all of them are read again.
 */
export async function countEach<Item>(items: readonly Item[], take: (item: Item) => Promise<boolean>): Promise<number> {
  let changed = 0;
  const failures: unknown[] = [];
  for (const item of items)
    try {
      if (await take(item)) changed += 1;
    } catch (error) {
      failures.push(error);
    }
  if (failures.length > 0) throw failures[0];
  return changed;
}
