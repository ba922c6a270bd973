import { afterAll, beforeAll } from 'vitest';

/**
 * Opens something before the tests of a file and closes it after them. Its members are there from the first hook or test on.
 *
 *     const world = shared(openWorld);
 */
export function shared<Opened extends { close(): Promise<void> }>(open: () => Promise<Opened>): Opened {
  let opened: Opened | undefined;
  beforeAll(async () => {
    opened = await open();
  });
  afterAll(() => opened?.close());
  return new Proxy({} as Opened, {
    get(_, name) {
      if (!opened) throw new Error('Use it in hooks and tests: it opens before the first of them.');
      return Reflect.get(opened, name);
    },
  });
}
