import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashSources, isFresh } from '@/sandbox/world/build-if-stale';
import { folderWith } from '@/tests/scripts/check/fixture';

const sources = { 'app/page.tsx': 'a', 'lib/a/b.ts': 'b', 'package-lock.json': '{}', 'next.config.mjs': '' };

function built(root: string, stamp: object): void {
  mkdirSync(join(root, '.next'), { recursive: true });
  writeFileSync(join(root, '.next/BUILD_ID'), 'one');
  writeFileSync(join(root, '.next/slotline-build.json'), JSON.stringify(stamp));
}

describe('the hash of the sources', () => {
  const before = hashSources(folderWith(sources));

  it('is the same for the same sources anywhere', () => {
    expect(hashSources(folderWith(sources))).toBe(before);
  });

  it('ignores what a build is not made of', () => {
    const more = { 'tests/a.test.ts': '', 'scripts/a.ts': '', 'README.md': '', '.next/BUILD_ID': 'x' };
    expect(hashSources(folderWith({ ...sources, ...more }))).toBe(before);
  });

  it.each<Record<string, string>>([
    { 'app/page.tsx': 'changed' },
    { 'lib/a/c.ts': 'b' },
    { 'package-lock.json': '{ }' },
    { 'next.config.mjs': 'changed' },
    { 'public/a.svg': '' },
    { 'proxy.ts': 'x' },
  ])('changes with %j', (change) => {
    expect(hashSources(folderWith({ ...sources, 'public/a.svg': 'x', ...change }))).not.toBe(
      hashSources(folderWith({ ...sources, 'public/a.svg': 'x' })),
    );
  });
});

describe('a build', () => {
  it('is fresh for its own sources only', () => {
    const root = folderWith(sources);
    expect(isFresh(root, 'h')).toBe(false);
    built(root, { sources: 'h', buildId: 'one' });
    expect(isFresh(root, 'h')).toBe(true);
    expect(isFresh(root, 'other')).toBe(false);
  });

  it('is stale when another build came after its stamp', () => {
    const root = folderWith(sources);
    built(root, { sources: 'h', buildId: 'an earlier one' });
    expect(isFresh(root, 'h')).toBe(false);
  });
});
