import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../app/globals.css', import.meta.url), 'utf8');

function tokens(part: string): Record<string, string> {
  return Object.fromEntries([...part.matchAll(/--([\w-]+):\s*([^;]+);/g)].map((found) => [found[1], found[2]]));
}

const light = tokens(css.slice(css.indexOf(':root {'), css.indexOf('@variant dark-root')));
const dark = { ...light, ...tokens(css.slice(css.indexOf('@variant dark-root'), css.indexOf('@theme'))) };

/** Relative luminance (WCAG) of a token that is an opaque OKLCH colour or a reference to one. */
function luminance(theme: Record<string, string>, name: string): number {
  const value = theme[name] ?? '';
  const reference = /^var\(--([\w-]+)\)$/.exec(value)?.[1];
  if (reference) return luminance(theme, reference);
  const [l, c, h] = /^oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)$/.exec(value)?.slice(1).map(Number) ?? [];
  if (l === undefined || c === undefined || h === undefined) throw new Error(`--${name} is no OKLCH colour: ${value}`);
  const a = c * Math.cos((h * Math.PI) / 180);
  const b = c * Math.sin((h * Math.PI) / 180);
  const long = (l + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const medium = (l - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const short = (l - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clamp = (part: number) => Math.min(1, Math.max(0, part));
  const red = clamp(4.0767416621 * long - 3.3077115913 * medium + 0.2309699292 * short);
  const green = clamp(-1.2684380046 * long + 2.6097574011 * medium - 0.3413193965 * short);
  const blue = clamp(-0.0041960863 * long - 0.7034186147 * medium + 1.707614701 * short);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(theme: Record<string, string>, one: string, other: string): number {
  const [bright = 0, dim = 0] = [luminance(theme, one), luminance(theme, other)].sort((x, y) => y - x);
  return (bright + 0.05) / (dim + 0.05);
}

const grounds = ['canvas', 'surface', 'raised', 'sunken', 'hover'];
const words: [string, string][] = [
  ...grounds.flatMap((ground) =>
    ['text', 'text-muted', 'accent-text', 'bad', 'info', 'caution', 'good'].map((word): [string, string] => [
      word,
      ground,
    ]),
  ),
  ...['info', 'caution', 'good', 'bad'].map((tone): [string, string] => [tone, `${tone}-soft`]),
  ['accent-text', 'accent-soft'],
  ['text', 'accent-soft'],
  ['text-muted', 'accent-soft'],
  ['text-muted', 'pressed'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['on-bad', 'bad'],
  ['on-bad', 'bad-strong'],
  ['canvas', 'text'],
];
const edges: [string, string][] = ['canvas', 'surface', 'raised'].flatMap((ground) => [
  ['border-strong', ground],
  ['accent', ground],
]);

describe.each([
  ['light', light],
  ['dark', dark],
])('%s', (_name, theme) => {
  it.each(words)('words of %s on %s can be read: 4.5 to 1', (word, ground) => {
    expect(contrast(theme, word, ground)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(edges)('edges of %s on %s can be seen: 3 to 1', (edge, ground) => {
    expect(contrast(theme, edge, ground)).toBeGreaterThanOrEqual(3);
  });
});
