import { describe, expect, it } from 'vitest';
import { slugOf } from './slug';

describe('the short name proposed for a service', () => {
  it.each([
    ['Intro call', 'intro-call'],
    ['  Café & Demo! ', 'cafe-demo'],
    ['Überprüfung 2', 'uberprufung-2'],
    ['—', ''],
  ])('of %j is %j', (name, slug) => {
    expect(slugOf(name)).toBe(slug);
  });

  it('never ends in a hyphen where it is cut', () => {
    expect(slugOf(`${'a'.repeat(59)} b`)).toBe('a'.repeat(59));
  });
});
