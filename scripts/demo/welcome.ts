import { demoOrganizations, demoPassword } from '@/sandbox/demo-data/demo-organizations';

/** What stands in the terminal while the demo runs: the address, who can sign in, and four things to try. */
export function welcome(url: string, carrierUrl: string | null): string {
  const people = demoOrganizations.map(
    ({ name, plan, members }) => `    ${members.map(({ email }) => email).join('  ')}   (${name}, ${plan})`,
  );
  const form = (name: string, phone: string) => `${url}/bookings/new?${new URLSearchParams({ name, phone })}`;
  return [
    '',
    `  Slotline runs at ${url}`,
    '',
    `  Sign in as operator@demo.test with the password ${demoPassword}. Everyone uses the same password:`,
    ...people,
    '',
    '  Four things to try',
    '  1. Book a call for one minute from now and watch it start on the second: the operator’s phone rings and accepts,',
    '     the attendee hears the recording notice, and they talk for a minute. Tick the prompts and declare the outcome.',
    `     ${form('Maya Fischer', '+12125550141')}`,
    '  2. Book a call that fails: to a busy line (…0101), to nobody (…0102), or to an answering machine (…0105).',
    `     ${form('Nobody Home', '+12025550102')}`,
    '  3. See every run of the cron, how punctual the calls were, and what is due next.',
    `     ${url}/scheduler`,
    '  4. Connect a calendar. Operators cannot: sign out at the bottom left and sign in as admin@demo.test. Cal.com takes the',
    '     key cal_live_dana; the others open a consent page.',
    `     ${url}/settings/integrations`,
    '',
    ...(carrierUrl ? [`  The carrier is simulated. See what it received: ${carrierUrl}/_control/calls`] : []),
    '  Press Ctrl-C to stop everything.',
    '',
  ].join('\n');
}
