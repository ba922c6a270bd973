import { describe, expect, it } from 'vitest';
import { domainGraph } from '@/scripts/check/domain-graph';
import { openProject } from '@/scripts/check/project';
import { cycles } from '@/scripts/check/rules/cycles';
import { direction } from '@/scripts/check/rules/direction';
import { domainImports, loopIn } from '@/scripts/check/rules/domain-imports';
import { fileNames } from '@/scripts/check/rules/file-names';
import { fileSize, sizeFigures } from '@/scripts/check/rules/file-size';
import { folderSize } from '@/scripts/check/rules/folder-size';
import { importStyle } from '@/scripts/check/rules/import-style';
import { publicFiles } from '@/scripts/check/rules/public-files';
import { shippedPackages } from '@/scripts/check/rules/shipped-packages';
import { folderWith, found } from './fixture';

const use = (target: string) => `import { a } from '${target}';`;

describe('direction', () => {
  it.each([
    ['lib/http/a.ts', '@/app/page'],
    ['lib/wiring/a.ts', '@/lib/http/define-route'],
    ['lib/orgs/a.ts', '@/lib/wiring/deps'],
    ['lib/orgs/a.ts', '@/lib/http/define-route'],
    ['lib/db/a.ts', '@/lib/orgs/find-org'],
    ['lib/jobs/a.ts', '@/lib/bookings/rules'],
    ['lib/core/a.ts', '@/lib/time/zones'],
    ['lib/core/a.ts', 'zod'],
    ['lib/contracts/a.ts', '@/lib/core/errors'],
    ['lib/contracts/a.ts', 'drizzle-orm'],
    ['clients/widget/a.ts', '@/lib/bookings/rules'],
    ['lib/calls/a.ts', '@/sandbox/carrier/server'],
    ['app/page.tsx', '@/tests/support/db'],
    ['lib/wiring/a.ts', '@/scripts/seed'],
    ['app/page.tsx', '@/lib/db/client'],
    ['app/api/a/route.ts', '@/lib/db/client'],
    ['app/api/a/route.ts', '@/lib/security/tokens'],
    ['app/api/a/route.ts', '@/app/_components/api'],
    ['proxy.ts', '@/sandbox/carrier/server'],
  ])('%s may not import %s', (file, target) => {
    expect(found(direction, { [file]: use(target) })).toEqual([`${file}:1 wrong-direction`]);
  });

  it('lazy, forwarding and type-only imports count', () => {
    const lines = [
      "const a = import('@/lib/orgs/a');",
      "export { b } from '@/lib/orgs/b';",
      "type C = import('@/lib/orgs/c').C;",
    ];
    expect(found(direction, { 'lib/db/a.ts': lines.join('\n') })).toHaveLength(3);
  });

  it('the way down passes', () => {
    expect(
      found(direction, {
        'app/page.tsx': `${use('@/lib/orgs/queries')}${use('@/lib/http/page')}${use('@/lib/core/errors')}`,
        'app/api/a/route.ts': `${use('@/lib/http/define-route')}${use('@/lib/contracts/booking')}${use('@/lib/bookings/queries')}`,
        'lib/http/a.ts': `${use('@/lib/wiring/deps')}${use('@/lib/orgs/identify')}`,
        'lib/wiring/a.ts': `${use('@/lib/calls/providers/signalwire/adapter')}${use('@/lib/db/client')}`,
        'lib/orgs/a.ts': `${use('@/lib/db/client')}${use('@/lib/contracts/org')}${use('zod')}`,
        'lib/core/a.ts': `${use('node:crypto')}${use('./ids')}`,
        'clients/widget/a.ts': use('@/lib/contracts/widget'),
        'tests/domain/a.test.ts': use('@/lib/orgs/queries'),
      }),
    ).toEqual([]);
  });

  it('a test beside its file is of a pure file: it needs neither database nor sandbox', () => {
    const file = 'lib/calls/scheduler/rate.test.ts';
    expect(found(direction, { [file]: `${use('vitest')}${use('./pace')}` })).toEqual([]);
    for (const target of ['@/lib/db/client', '@/tests/support/database', '@/sandbox/carrier/server'])
      expect(found(direction, { [file]: use(target) })).toEqual([`${file}:1 wrong-direction`]);
  });

  it('a folder of lib that is neither layer nor domain fails', () => {
    expect(found(direction, { 'lib/helpers/a.ts': '' })).toEqual(['lib/helpers:1 unknown-folder']);
  });
});

describe('domains', () => {
  it('an import against the table fails, one along it passes', () => {
    expect(found(domainImports, { 'lib/orgs/a.ts': use('@/lib/bookings/queries') })).toEqual([
      'lib/orgs/a.ts:1 domain-graph',
    ]);
    expect(found(domainImports, { 'lib/bookings/a.ts': use('@/lib/orgs/queries') })).toEqual([]);
  });

  it.each(['internal', 'providers/signalwire', 'jobs'])(
    '%s is private to its domain, but to wiring and tests',
    (folder) => {
      const source = use(`@/lib/bookings/${folder}/a`);
      const outside = ['lib/calls/a.ts', 'lib/http/a.ts', 'app/a.ts', 'sandbox/a.ts'];
      for (const file of outside)
        expect(found(domainImports, { [file]: source })).toEqual([`${file}:1 private-folder`]);
      expect(
        found(domainImports, {
          'lib/bookings/b.ts': source,
          'lib/wiring/b.ts': source,
          'tests/domain/b.test.ts': source,
        }),
      ).toEqual([]);
    },
  );

  it('the table has no loop, and a loop would be seen', () => {
    expect(loopIn(domainGraph)).toBeUndefined();
    expect(loopIn({ a: ['b'], b: ['c'], c: ['a'] })).toEqual(['a', 'b', 'c', 'a']);
  });
});

describe('cycles', () => {
  it('files that import each other at run time fail, whatever the spelling of the import', () => {
    const files = {
      'lib/a/x.ts': use('./y'),
      'lib/a/y.ts': "export * from '@/lib/a/z';",
      'lib/a/z.ts': "await import('./x');",
    };
    expect(found(cycles, files)).toEqual(['lib/a/x.ts:1 no-cycle']);
    expect(found(cycles, { 'lib/a/x.ts': use('./x') })).toEqual(['lib/a/x.ts:1 no-cycle']);
  });

  it('a loop of types passes', () => {
    expect(found(cycles, { 'lib/a/x.ts': use('./y'), 'lib/a/y.ts': "import type { a } from './x';" })).toEqual([]);
  });
});

describe('imports in one style', () => {
  it.each(['../b', '../../app/b', './b.ts', '@/lib/b.js'])('%s fails', (target) => {
    expect(found(importStyle, { 'lib/a/a.ts': use(target) })).toEqual(['lib/a/a.ts:1 import-style']);
  });

  it('from the root, or within the folder, passes', () => {
    expect(
      found(importStyle, { 'lib/a/a.ts': `${use('@/lib/b/c')}${use('./c')}${use('./internal/c')}${use('./d.json')}` }),
    ).toEqual([]);
  });
});

describe('packages', () => {
  const manifest = { 'package.json': JSON.stringify({ dependencies: { zod: '4.0.0', pg: '8.0.0' } }) };

  it('what a production install lacks fails in what is shipped', () => {
    const source = use('fast-check');
    expect(found(shippedPackages, { ...manifest, 'lib/a/a.ts': source, 'tests/a.test.ts': source })).toEqual([
      'lib/a/a.ts:1 not-a-dependency',
    ]);
    expect(found(shippedPackages, { ...manifest, 'lib/a/a.ts': `${use('zod/v4')}${use('node:fs')}` })).toEqual([]);
  });

  it('a package behind a port fails elsewhere', () => {
    expect(found(shippedPackages, { ...manifest, 'lib/a/a.ts': use('pg'), 'lib/db/a.ts': use('pg') })).toEqual([
      'lib/a/a.ts:1 package-home',
    ]);
  });
});

describe('names and folders', () => {
  it.each([
    'lib/bookings/createBooking.ts',
    'app/Dashboard/page.tsx',
    'lib/a.ts',
    'src/a.ts',
    'tests/misc/a.test.ts',
    'sandbox/carrier/a.test.ts',
    'docs/How_To.md',
  ])('%s fails', (file) => {
    expect(found(fileNames, { [file]: '' })).toEqual([`${file}:1 file-name`]);
  });

  it.each([
    'app/api/clients/[id]/route.ts',
    'app/(dashboard)/_frame/side-bar.tsx',
    'app/docs/[[...path]]/page.tsx',
    'lib/bookings/internal/row.ts',
    'lib/calls/scheduler/internal/claim.ts',
    'lib/bookings/rules.test.ts',
    'lib/calls/providers/signalwire/wire.ts',
    'tests/api/bookings/[id]/get.404.test.ts',
    'drizzle/0000_Odd_name.sql',
    'next.config.mjs',
  ])('%s passes', (file) => {
    expect(found(fileNames, { [file]: '' })).toEqual([]);
  });
});

describe('the public face of a domain', () => {
  it('a file that only its own folder imports fails, in a domain as in a topic', () => {
    const files = {
      'lib/calls/rules.ts': '',
      'lib/calls/queries.ts': use('./rules'),
      'lib/calls/scheduler/run.ts': use('./claim'),
      'lib/calls/scheduler/claim.ts': '',
      'app/page.tsx': `${use('@/lib/calls/queries')}${use('@/lib/calls/scheduler/run')}`,
      'tests/domain/calls/claim.test.ts': use('@/lib/calls/scheduler/claim'),
    };
    expect(found(publicFiles, files)).toEqual([
      'lib/calls/rules.ts:1 public-file',
      'lib/calls/scheduler/claim.ts:1 public-file',
    ]);
  });

  it('internal files, and files that another topic imports, pass', () => {
    const files = {
      'lib/calls/rules.ts': '',
      'lib/calls/scheduler/run.ts': `${use('@/lib/calls/rules')}${use('@/lib/calls/scheduler/internal/claim')}`,
      'lib/calls/scheduler/internal/claim.ts': '',
      'app/page.tsx': use('@/lib/calls/scheduler/run'),
    };
    expect(found(publicFiles, files)).toEqual([]);
  });

  it('what is private to a topic is private to its domain', () => {
    const source = use('@/lib/calls/scheduler/internal/claim');
    expect(found(domainImports, { 'lib/calls/voice/a.ts': source })).toEqual([]);
    expect(found(domainImports, { 'app/page.tsx': source })).toEqual(['app/page.tsx:1 private-folder']);
  });
});

describe('folder size', () => {
  it('26 files in one folder of lib fail, 25 pass, and the wire shapes are left out', () => {
    const files = (folder: string, count: number) =>
      Object.fromEntries(Array.from({ length: count }, (_, index) => [`${folder}/f${index}.ts`, '']));
    expect(found(folderSize, files('lib/calls/voice', 26))).toEqual(['lib/calls/voice:1 folder-size']);
    expect(found(folderSize, { ...files('lib/calls/voice', 25), ...files('lib/contracts', 40) })).toEqual([]);
  });
});

describe('file size', () => {
  it('401 lines fail, 400 pass, and the figures tell median, p90 and longest', () => {
    const files = { 'lib/a/long.ts': 'a;\n'.repeat(401), 'lib/a/full.ts': 'a;\n'.repeat(400), 'app/short.ts': 'a;\n' };
    expect(found(fileSize, files)).toEqual(['lib/a/long.ts:401 file-size']);
    expect(sizeFigures(openProject(folderWith(files)))).toBe(
      '3 files of lib and app: median 400 lines, p90 401, longest 401',
    );
  });
});
