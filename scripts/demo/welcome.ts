import { demoOrganizations, demoPassword } from '@/sandbox/demo-data/demo-organizations';

/** What stands in the terminal while the demo runs: where, who, and three things to try. */
export function welcome(url: string, carrierUrl: string | null): string {
  const people = demoOrganizations.map(
    ({ name, plan, members }) => `    ${members.map(({ email }) => email).join('  ')}   (${name}, ${plan})`,
  );
  return [
    '',
    `  Slotline runs at ${url}`,
    '',
    `  Sign in as operator@demo.test with the password ${demoPassword}. Everybody has the same one:`,
    ...people,
    '',
    '  Three things to try',
    `  1. Book a call for one minute from now at ${url}/bookings/new, to +1 202 555 0142, and watch it leave`,
    '     on its second: your line rings, you accept, the attendee hears the disclosure, you talk, you declare the outcome.',
    '  2. Book one to +1 202 555 0101 (busy), …0102 (nobody answers) or …0105 (a machine), and see what becomes of it.',
    `  3. Open ${url}/scheduler: each tick of the cron, how punctual the calls were, what is due next.`,
    '',
    ...(carrierUrl ? [`  The carrier is a simulation; what it saw: ${carrierUrl}/_control/calls`] : []),
    '  Ctrl-C stops everything.',
    '',
  ].join('\n');
}
