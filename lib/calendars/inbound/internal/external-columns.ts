import type { Person } from '@/lib/bookings/attendees';
import { AWAITING_CONFIRMATION } from '@/lib/bookings/lifecycle';
import type { ConnectionRow } from '@/lib/calendars/connections/open-connection';
import type { ExternalState } from '@/lib/calendars/inbound/external-state';
import type { bookings } from '@/lib/db/schema/bookings';
import { parsePhone } from '@/lib/phone/read-phone';
import { isTimeZone } from '@/lib/time/zones';

type Columns = typeof bookings.$inferInsert;

/** Everybody who comes, the booking's own attendee first; hosts of the connection's staff are none of them. */
export function peopleOf({ details }: ExternalState, hosts: ReadonlySet<string>): [Person, ...Person[]] {
  const people = details.people
    .filter(({ email }) => email === null || !hosts.has(email.toLowerCase()))
    .map(({ name, email, phone, timeZone, company }) => ({
      name: name.slice(0, 200),
      email: email?.slice(0, 254) ?? null,
      phone: phone === null ? null : parsePhone(phone),
      timezone: zoneOf(timeZone),
      company: company ?? null,
    }));
  const [first, ...others] = people;
  return first ? [first, ...others] : [{ name: details.title.slice(0, 200), email: null, phone: null, timezone: null }];
}

/** Reason of a booking that its host still has to confirm. */
export function confirmationOf({ life }: ExternalState) {
  return life === 'requested' ? AWAITING_CONFIRMATION : null;
}

/** What a provider's booking says of itself, as our columns; not its attendee, its time, its end and its host. */
export function describedColumns(
  connection: ConnectionRow,
  state: ExternalState,
  [first]: readonly [Person, ...Person[]],
  isPast: boolean,
) {
  const { details, life } = state;
  const isCalled = connection.settings.callExternal === true && first.phone !== null && !isPast;
  return {
    title: details.title.slice(0, 200),
    description: details.description,
    timezone: zoneOf(details.timeZone) ?? first.timezone ?? 'UTC',
    externalUrl: details.url,
    fulfilment: isCalled && life === 'accepted' ? 'call' : 'meeting',
  } satisfies Partial<Columns>;
}

function zoneOf(zone: string | null): string | null {
  return zone !== null && isTimeZone(zone) ? zone : null;
}
