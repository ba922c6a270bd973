import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { transitions } from '@/lib/bookings/lifecycle';

type Transition = (typeof transitions)[keyof typeof transitions];

/** The states that a transition leaves; `[*]` is where a row begins. */
function startsOf({ from }: Transition): readonly string[] {
  return from === null ? ['[*]'] : from.statuses;
}

function drawing(): string {
  const arrows = new Map<string, string[]>();
  for (const [name, transition] of Object.entries(transitions))
    for (const start of startsOf(transition)) {
      const arrow = `${start} --> ${transition.to}`;
      arrows.set(arrow, [...(arrows.get(arrow) ?? []), name]);
    }
  const lines = [...arrows].map(([arrow, names]) => `    ${arrow}: ${names.join(', ')}`);
  return ['```mermaid', 'stateDiagram-v2', ...lines, '```'].join('\n');
}

function reasonText({ reasons }: Transition): string {
  if (typeof reasons === 'string') return reasons;
  return reasons.map((reason) => (reason === null ? 'none' : `\`${reason}\``)).join(', ');
}

function table(): string {
  const rows = Object.entries(transitions).map(([name, transition]) => {
    const starts = startsOf(transition).join(', ').replace('[*]', 'new');
    return `| ${name} | ${starts} | ${transition.to} | ${reasonText(transition)} | ${transition.by} |`;
  });
  return ['| transition | from | to | reason | made by |', '| --- | --- | --- | --- | --- |', ...rows].join('\n');
}

it('ARCHITECTURE.md draws the lifecycle of a booking as the code has it', () => {
  const text = readFileSync('ARCHITECTURE.md', 'utf8');
  const [, drawn] = /^(```mermaid\n[\s\S]*?^```\n\n\|[\s\S]*?)\n\n/m.exec(text) ?? [];
  expect(drawn).toBe(`${drawing()}\n\n${table()}`);
});
