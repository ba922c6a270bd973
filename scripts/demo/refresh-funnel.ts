import { attendeesResponse } from '@/lib/contracts/attendance';
import { funnelResponse } from '@/lib/contracts/funnel';
import { demoPassword } from '@/sandbox/demo-data/demo-organizations';
import { signIn } from './api-client';

const OPERATOR = 'operator@demo.test';

/**
 * Calls the funnel cron once, then reports attendance and the funnel's figures. @throws Error if the cron does not
 * answer with its counts
 */
export async function refreshFunnel(
  appUrl: string,
  cronSecret: string,
  bookingId: string,
  say: (line: string) => void,
): Promise<void> {
  const response = await fetch(new URL('/api/cron/funnel-refresh', appUrl), {
    headers: { authorization: `Bearer ${cronSecret}` },
    signal: AbortSignal.timeout(60_000),
  });
  if (!response.ok) throw new Error(`The funnel cron answered ${response.status}.`);
  const api = await signIn(appUrl, OPERATOR, demoPassword);
  const { attendees } = await api.get(`/api/bookings/${bookingId}/attendees`, attendeesResponse);
  for (const { name, showed_up, evidence } of attendees) {
    const why = evidence.find(({ decides }) => decides) ?? evidence.at(-1);
    const came = showed_up === null ? 'attendance not known yet' : showed_up ? 'showed up' : 'did not show up';
    say(`${name}: ${came}${why ? ` (${why.summary})` : ''}`);
  }
  const { funnel } = await api.get('/api/funnel', funnelResponse);
  const { sent, delivered, replied, interested, booked, showed } = funnel;
  say(
    `Funnel refreshed: ${sent} sent, ${delivered} delivered, ${replied} replied, ${interested} interested, ${booked} booked, ${showed} showed`,
  );
}
