import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { bookedPersonAt, mixture } from './attendees';
import { personAt, populationOf } from './people';

const folder = dirname(fileURLToPath(import.meta.url));

it('imports nothing from outside of its folder: it knows nothing of the matcher it tests', () => {
  const own = readdirSync(folder).filter((name) => !name.endsWith('.test.ts'));
  for (const name of own) {
    const imports = [...readFileSync(join(folder, name), 'utf8').matchAll(/from '([^']+)'/g)].map(([, path]) => path);
    expect([name, imports.filter((path) => !path?.startsWith('./'))]).toEqual([name, []]);
  }
});

it('makes the same people again from the same seed, and others from another', () => {
  const population = populationOf(1, 1000);
  expect(personAt(population, 7)).toEqual(personAt(populationOf(1, 1000), 7));
  expect(bookedPersonAt(population, 7)).toEqual(bookedPersonAt(population, 7));
  const others = Array.from({ length: 50 }, (_, i) => personAt(populationOf(2, 1000), i).work);
  expect(others).not.toEqual(Array.from({ length: 50 }, (_, i) => personAt(population, i).work));
});

it('makes of each thousand as many as it says', () => {
  expect(Object.values(mixture).reduce((sum, share) => sum + share, 0)).toBe(1000);
});
