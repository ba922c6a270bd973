import { describe, expect, it } from 'vitest';
import { unusedExports } from '@/scripts/check/rules/unused-exports';
import { found } from './fixture';

const all = ['export const a = 1;', 'export function b() {}', 'export interface C {}', 'export type D = C;'].join('\n');

describe('unused exports', () => {
  it('are named, whatever is exported', () => {
    expect(found(unusedExports, { 'lib/core/x.ts': all })).toEqual(
      [1, 2, 3, 4].map((line) => `lib/core/x.ts:${line} unused-export`),
    );
  });

  it('are not those that another file imports, renamed, as a type, all at once or lazily', () => {
    const users = [
      "import { a as one, b, type C, type D } from '@/lib/core/x';",
      "import * as x from '@/lib/core/x';",
      "export * from '@/lib/core/x';",
      "const x = await import('@/lib/core/x');",
    ];
    for (const user of users) expect(found(unusedExports, { 'lib/core/x.ts': all, 'app/page.tsx': user })).toEqual([]);
  });

  it('are those that only tests import, unless the file itself uses them', () => {
    const files = {
      'lib/core/x.ts': 'export function a() {}\nexport function b() {}\nexport const c = () => b();',
      'tests/core/x.test.ts': "import { a, b } from '@/lib/core/x';",
      'app/page.tsx': "import { c } from '@/lib/core/x';",
    };
    expect(found(unusedExports, files)).toEqual(['lib/core/x.ts:1 unused-export']);
  });

  it('are not in files that Next, a tool or the command line reads', () => {
    const files = Object.fromEntries(
      [
        'app/api/x/route.ts',
        'app/page.tsx',
        'proxy.ts',
        'vitest.config.ts',
        'scripts/seed.ts',
        'lib/db/schema/x.ts',
      ].map((path) => [path, 'export const a = 1;']),
    );
    expect(found(unusedExports, files)).toEqual([]);
  });

  it('are not in files that are started by their path', () => {
    const files = {
      'sandbox/worker.ts': 'export const a = 1;',
      'sandbox/start.ts': "new Worker(new URL('worker.ts', import.meta.url));",
    };
    expect(found(unusedExports, files)).toEqual([]);
  });
});
