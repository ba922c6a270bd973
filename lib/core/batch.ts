interface Asked<Item, Result> {
  item: Item;
  resolve(result: Result): void;
  reject(reason: unknown): void;
}

/**
 * Joins what is cheaper together: what is asked for in one turn of the event loop, or while a run of its key is under way,
 * is one run. Nobody joins a run that has begun, so an answer is never older than the question.
 * @param run answers every item, in their order; when it throws, everybody in the run gets the error
 * @param most items of one run
 */
export function batch<Key, Item, Result>(
  run: (key: Key, items: Item[]) => Promise<readonly Result[]>,
  most: number,
): (key: Key, item: Item) => Promise<Result> {
  /** Who waits, by the keys that have a run under way. */
  const waiting = new Map<Key, Asked<Item, Result>[]>();

  async function serve(key: Key, asked: Asked<Item, Result>[]): Promise<void> {
    try {
      const results = await run(
        key,
        asked.map(({ item }) => item),
      );
      if (results.length !== asked.length) throw new Error('A gathered run left some without an answer.');
      asked.forEach(({ resolve }, at) => {
        resolve(results[at] as Result);
      });
    } catch (error) {
      for (const { reject } of asked) reject(error);
    }
  }

  async function serveAll(key: Key, line: Asked<Item, Result>[]): Promise<void> {
    await new Promise(setImmediate);
    for (let asked = line.splice(0, most); asked.length > 0; asked = line.splice(0, most)) await serve(key, asked);
    waiting.delete(key);
  }

  return (key, item) =>
    new Promise((resolve, reject) => {
      const asked = { item, resolve, reject };
      const line = waiting.get(key);
      if (line) line.push(asked);
      else {
        const begun = [asked];
        waiting.set(key, begun);
        void serveAll(key, begun);
      }
    });
}
