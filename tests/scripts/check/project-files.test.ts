import { describe, expect, it } from 'vitest';
import { docPaths } from '@/scripts/check/rules/doc-paths';
import { envExample } from '@/scripts/check/rules/env-example';
import { lockFile } from '@/scripts/check/rules/lock-file';
import { outsideMentions } from '@/scripts/check/rules/outside-mentions';
import { packageScripts } from '@/scripts/check/rules/package-scripts';
import { testSwitches } from '@/scripts/check/rules/test-switches';
import { found } from './fixture';

const json = (value: unknown) => JSON.stringify(value, null, 2);

describe('documents', () => {
  const tree = {
    'lib/orgs/a.ts': '',
    'lib/db/a.ts': '',
    'app/book/[org]/page.tsx': '',
    'app/(dashboard)/page.tsx': '',
    'docs/guide.md': '',
    'package.json': json({ scripts: { demo: 'x' } }),
  };

  it.each([
    'see `lib/orgs/gone.ts`',
    'see lib/gone/ for more',
    'see [that](docs/gone.md)',
    'lib/{orgs,gone}/a.ts',
    'every lib/*/gone.ts',
    '  app/gone/   a line of a picture',
    '`gone.config.ts`',
  ])('%j names nothing that exists, and fails', (text) => {
    expect(found(docPaths, { ...tree, 'README.md': `\n${text}\n` })).toEqual(['README.md:2 doc-path']);
  });

  it.each([
    'see `lib/orgs/a.ts:12`, or lib/orgs.',
    '(lib/orgs/a.ts)',
    'app/book/[org]/page.tsx and app/(dashboard)/page.tsx',
    'lib/{orgs,db}/a.ts and lib/*/a.ts and lib/**/*.ts and lib/<domain>/a.ts',
    '[guide](docs/guide.md#part) and [site](https://example.com/lib/gone)',
    '`@/lib/orgs/a.ts` and `a.ts`',
    '`npm run demo`',
  ])('%j passes', (text) => {
    expect(found(docPaths, { ...tree, 'README.md': text })).toEqual([]);
  });

  it('a link is followed from the document it stands in', () => {
    expect(found(docPaths, { ...tree, 'docs/other.md': '[a](./guide.md) [b](../lib/orgs/a.ts)' })).toEqual([]);
    expect(found(docPaths, { ...tree, 'docs/other.md': '[a](README.md)' })).toEqual(['docs/other.md:1 doc-path']);
  });

  it('a command that package.json lacks fails', () => {
    expect(found(docPaths, { ...tree, 'README.md': 'npm run fly' })).toEqual(['README.md:1 doc-command']);
  });
});

describe('commands', () => {
  it('a script that is not there fails', () => {
    const manifest = json({ scripts: { a: 'tsx scripts/a.ts', b: 'tsx scripts/b.ts' } });
    expect(found(packageScripts, { 'package.json': manifest, 'scripts/a.ts': '' })).toEqual([
      'package.json:4 package-script',
    ]);
  });
});

describe('lock file', () => {
  const lock = (packages: object) => json({ packages });
  const manifest = json({ dependencies: { a: '1.0.0' } });
  const whole = { '': { dependencies: { a: '1.0.0' } }, 'node_modules/a': { version: '1.0.0' } };

  it('exact versions, all of them locked, no host: passes', () => {
    expect(found(lockFile, { 'package.json': manifest, 'package-lock.json': lock(whole) })).toEqual([]);
  });

  it.each([
    ['no lock', manifest, undefined],
    ['a host', manifest, { ...whole, 'node_modules/a': { version: '1.0.0', resolved: 'https://host.test/a.tgz' } }],
    ['a range', json({ dependencies: { a: '^1.0.0' } }), whole],
    ['another version', json({ dependencies: { a: '1.0.1' } }), whole],
    [
      'a package missing',
      manifest,
      { ...whole, 'node_modules/a': { version: '1.0.0', optionalDependencies: { 'a-darwin': '1.0.0' } } },
    ],
  ])('%s fails', (_name, packageJson, packages) => {
    const files = { 'package.json': packageJson, ...(packages && { 'package-lock.json': lock(packages) }) };
    expect(found(lockFile, files)).toEqual([expect.stringMatching(/lock-file$/)]);
  });
});

describe('.env.example', () => {
  const config = {
    'lib/config/env.ts':
      'export const environmentSchema = z.object({ NODE_ENV: a, APP_URL: b, KV_URL: z.object({ x: 1 }) });',
  };

  it('the same names on both sides pass, optional ones as comments', () => {
    expect(found(envExample, { ...config, '.env.example': '# The address\nAPP_URL=\n# KV_URL=\n' })).toEqual([]);
  });

  it('a variable more, a variable less, or no file fails', () => {
    expect(found(envExample, { ...config, '.env.example': 'APP_URL=\nKV_URL=\nOLD=1' })).toEqual([
      '.env.example:3 env-example',
    ]);
    expect(found(envExample, { ...config, '.env.example': 'APP_URL=' })).toEqual(['lib/config/env.ts:1 env-example']);
    expect(found(envExample, config)).toEqual(['.env.example:1 env-example']);
  });

  it('a configuration whose variables cannot be seen fails', () => {
    expect(found(envExample, { 'lib/config/env.ts': 'export const other = 1;', '.env.example': '' })).toEqual([
      'lib/config:1 env-example',
    ]);
  });
});

describe('tests switched off', () => {
  const at = 'tests/unit/a.test.ts';

  it.each([
    "it.only('a', f)",
    "describe.only('a', f)",
    "it.skip('a', f)",
    'test.skip()',
    "test.skip(true, 'reason')",
    "test.skip(slow, '')",
    "test.fixme('a', f)",
    "it.todo('a')",
    "it.skipIf(slow)('a', f)",
    'ctx.skip()',
    "ctx.skip('')",
    'test.skip(slow)',
    "test.concurrent.only('a', f)",
    "describe.skip.each([1])('a', f)",
  ])('%s fails', (source) => {
    expect(found(testSwitches, { [at]: source })).toEqual([`${at}:1 no-silent-skip`]);
  });

  it.each([
    "it('a', f)",
    "describe.skipIf(!redis)('KV [needs redis-server]', f)",
    "test.skip(!extensions, 'needs a Chromium that loads extensions')",
    `ctx.skip(!redis, \`needs \${name}\`)`,
    'if (missing) context.skip(missing)',
    'query.skip(10)',
  ])('%s passes', (source) => {
    expect(found(testSwitches, { [at]: source })).toEqual([]);
  });
});

describe('mentions of one machine', () => {
  it.each([
    ['README.md', `see ${['DESIGN', 'md'].join('.')}`],
    ['lib/a/b.ts', `// ${['..', 'shared'].join('/')}/x`],
    ['package.json', `"a": "/${'root'}/a"`],
    ['scripts/a.sh', `cd /${'home'}/me`],
    ['.npmrc', `r=https://${['registry', 'example', 'org'].join('.')}/`],
    ['.github/workflows/ci.yml', `- run: ls /${'work'}/main`],
  ])('%s with %j fails', (file, text) => {
    expect(found(outsideMentions, { [file]: text })).toEqual([`${file}:1 no-outside-mention`]);
  });

  it('addresses, project paths and folders of that name pass', () => {
    expect(
      found(outsideMentions, {
        'README.md': 'https://example.com/home/x, docs/work/a.md, <App>/root/x, ARCHITECTURE.md',
      }),
    ).toEqual([]);
  });
});
