import { describe, expect, it } from 'vitest';
import { ambientSources } from '@/scripts/check/rules/ambient-sources';
import { barrels } from '@/scripts/check/rules/barrels';
import { environmentReads } from '@/scripts/check/rules/environment-reads';
import { leftovers } from '@/scripts/check/rules/leftovers';
import { sqlClock } from '@/scripts/check/rules/sql-clock';
import { typeEscapes } from '@/scripts/check/rules/type-escapes';
import { found } from './fixture';

describe('ambient time and chance', () => {
  it.each([
    'Date.now()',
    'const clock = Date.now;',
    'new Date()',
    'Date()',
    'const { now } = Date;',
    'globalThis.performance.now()',
    'Math.random()',
    "Math['random']()",
    'crypto.randomUUID()',
    'window.crypto.getRandomValues(bytes)',
    'Temporal.Now.instant()',
    "import { randomBytes } from 'node:crypto';",
    "import * as c from 'node:crypto';c.randomUUID()",
  ])('%s fails in what is shipped', (source) => {
    for (const file of ['lib/calls/a.ts', 'app/a.tsx', 'clients/widget/a.ts', 'proxy.ts'])
      expect(found(ambientSources, { [file]: source })).toEqual([`${file}:1 no-ambient-source`]);
  });

  it('passes where time enters, where it is given, and in what is not shipped', () => {
    expect(
      found(ambientSources, {
        'lib/core/clock.ts': 'Date.now(); new Date();',
        'app/_components/browser-clock.ts': 'Date.now();',
        'lib/calls/a.ts': "new Date(now); now.getTime(); import { createHmac } from 'node:crypto'; Math.floor(1)",
        'sandbox/a.ts': 'Date.now()',
        'tests/a.test.ts': 'Math.random()',
      }),
    ).toEqual([]);
  });
});

describe('a clock in SQL', () => {
  it.each([
    'sql`select now()`',
    'sql<Date>`CURRENT_TIMESTAMP`',
    `sql\`\${a} < clock_timestamp()\``,
    "sql.raw('update t set a = now ()')",
    "pool.query('insert into t values (gen_random_uuid())')",
  ])('%s fails', (source) => {
    expect(found(sqlClock, { 'lib/calls/a.ts': source })).toEqual(['lib/calls/a.ts:1 no-sql-clock']);
  });

  it('passes with the time as a parameter, and in a column default', () => {
    const source = `sql\`start_time <= \${now}\`; timestamp('at').defaultNow(); const text = 'Call now() is a joke';`;
    expect(found(sqlClock, { 'lib/db/schema/a.ts': source })).toEqual([]);
  });
});

describe('reading the environment', () => {
  it.each([
    'process.env.A',
    "process['env']",
    'const { env } = process;',
    "import { env } from 'node:process';",
    'import.meta.env.A',
  ])('%s fails outside lib/config', (source) => {
    expect(found(environmentReads, { 'lib/db/a.ts': source })).toEqual(['lib/db/a.ts:1 no-environment-read']);
    expect(found(environmentReads, { 'lib/config/env.ts': source, 'sandbox/a.ts': source })).toEqual([]);
  });
});

describe('barrels', () => {
  it.each([
    ['lib/orgs/index.ts', 'export const a = 1;'],
    ['lib/orgs/all.ts', "export * from './a';\nexport { b } from './b';"],
    ['lib/orgs/all.ts', "import { a } from './a';\nexport { a };"],
    ['lib/orgs/all.ts', "import a from './a';\nexport default a;"],
  ])('%s with %j fails', (file, source) => {
    expect(found(barrels, { [file]: source })).toEqual([`${file}:1 no-barrel`]);
  });

  it('a file that adds something of its own passes', () => {
    expect(
      found(barrels, { 'lib/orgs/a.ts': "export { b } from './b';\nexport const a = 1;", 'lib/orgs/c.ts': '' }),
    ).toEqual([]);
  });
});

describe('ways out of the types', () => {
  it.each(['let a: any;', 'f(a as any);', 'type A = Record<string, any>;'])('%s fails everywhere', (source) => {
    expect(found(typeEscapes, { 'tests/a.test.ts': source })).toEqual(['tests/a.test.ts:1 no-any']);
  });

  it.each(['ignore', 'expect-error', 'nocheck'])('a comment with ts-%s fails', (word) => {
    expect(found(typeEscapes, { 'lib/a/b.ts': `// @${'ts'}-${word} because\nf();` })).toEqual([
      'lib/a/b.ts:1 no-silenced-types',
    ]);
  });

  it('the word alone passes', () => {
    expect(found(typeEscapes, { 'lib/a/b.ts': "// any of them\nconst any = 'any';" })).toEqual([]);
  });
});

describe('things left for later', () => {
  const word = ['TO', 'DO'].join('');

  it.each([
    ['lib/a/b.ts', `// ${word}: later`],
    ['docs/a.md', `${word} write this`],
    ['app/a.css', `/* ${word} */`],
  ])('a reminder in %s fails', (file, text) => {
    expect(found(leftovers, { [file]: text })).toEqual([`${file}:1 no-leftover`]);
  });

  it('a stub fails', () => {
    expect(found(leftovers, { 'lib/a/b.ts': "throw new Error('not implemented')" })).toEqual(['lib/a/b.ts:1 no-stub']);
  });

  it('the word inside another, or in a string, passes', () => {
    expect(found(leftovers, { 'lib/a/b.ts': `const list = '${word}';\n// ${word}S is a table` })).toEqual([]);
  });
});
