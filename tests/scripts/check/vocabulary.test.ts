import { describe, expect, it } from 'vitest';
import { vocabulary } from '@/scripts/check/rules/vocabulary';
import { found } from './fixture';

describe('former names', () => {
  it.each([
    'hastenJobs',
    'tellSoon',
    'takeNew',
    'learnt',
    'knowledgeOf',
    'withinPatience',
    'rememberRecent',
    'gather',
    'aloneInCalendar',
    'askGates',
    'notYetThere',
    'MOST_ROWS',
    'LONGEST_NAME',
    'keepHouse',
    'dealFairly',
  ])('%s fails as a name anywhere', (name) => {
    expect(found(vocabulary, { 'tests/a.ts': `const ${name} = 1;` })).toEqual(['tests/a.ts:1 vocabulary']);
  });

  it('fails as a type, and as the name of a file', () => {
    expect(found(vocabulary, { 'lib/a/b.ts': '\ninterface JointHandler {}' })).toEqual(['lib/a/b.ts:2 vocabulary']);
    expect(found(vocabulary, { 'lib/a/take-new.ts': '' })).toEqual(['lib/a/take-new.ts:1 vocabulary']);
  });

  it('passes where a name only contains one', () => {
    expect(found(vocabulary, { 'lib/a/b.ts': 'const gathered = together; const ALMOST_ALL = unknown;' })).toEqual([]);
  });
});

describe('words that read translated', () => {
  it.each([
    'telephone',
    'whoever',
    'whomever',
    'anew',
    'thereof',
    'whereof',
    'of which',
    'so many',
    'is none',
    'hasten',
    'mended',
    'E-mail',
    'told of',
    'by itself',
  ])('%s fails in comments, strings and on pages', (word) => {
    const source = `/**\n * A ${word} b. */\nconst a = 'A ${word}';\nconst b = \`\${a} ${word}\`;\nconst c = <p>A ${word}</p>;`;
    expect(found(vocabulary, { 'app/a.tsx': source })).toEqual(
      [2, 3, 4, 5].map((line) => `app/a.tsx:${line} vocabulary`),
    );
  });

  it('passes in what is not shipped, in names, and inside of other words', () => {
    const source = "// recommend, amend, telephony\nconst text = 'commended'; const telephone = { name: 'telephone' };";
    expect(found(vocabulary, { 'lib/a/b.ts': source, 'sandbox/a.ts': "const a = 'telephone';" })).toEqual([]);
  });
});
