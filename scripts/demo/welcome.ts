import { demoOrganizations, demoPassword } from '@/sandbox/demo-data/demo-organizations';

/** What stands in the terminal while the demo runs: where, who, and four things to try. */
export function welcome(url: string, carrierUrl: string | null): string {
  const people = demoOrganizations.map(
    ({ name, plan, members }) => `    ${members.map(({ email }) => email).join('  ')}   (${name}, ${plan})`,
  );
  const form = (name: string, phone: string) => `${url}/bookings/new?${new URLSearchParams({ name, phone })}`;
  return [
    '',
    `  Slotline runs at ${url}`,
    '',
    `  Sign in as operator@demo.test with the password ${demoPassword}. Everybody has the same one:`,
    ...people,
    '',
    '  Four things to try',
    '  1. Book a call for one minute from now and watch it leave on its second: the operator’s line rings and accepts,',
    '     the attendee hears the disclosure, the two talk, you tick the prompts and declare the outcome.',
    `     ${form('Maya Fischer', '+12125550141')}`,
    '  2. Book one that goes wrong: to a busy line (…0101), to nobody (…0102), to an answering machine (…0105).',
    `     ${form('Nobody Home', '+12025550102')}`,
    '  3. See each tick of the cron, how punctual the calls were, and what is due next.',
    `     ${url}/scheduler`,
    '  4. Connect a calendar, as admin@demo.test: Cal.com with the key cal_live_dana, the others on their consent pages.',
    `     ${url}/settings/integrations`,
    '',
    ...(carrierUrl ? [`  The carrier is a simulation; what it saw: ${carrierUrl}/_control/calls`] : []),
    '  Ctrl-C stops everything.',
    '',
  ].join('\n');
}
