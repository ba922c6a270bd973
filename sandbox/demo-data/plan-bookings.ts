import { Temporal } from 'temporal-polyfill';
import { type DemoAttendee, demoAttendees } from './demo-attendees';
import { demoDice } from './demo-ids';

/** One appointment of the demo's calendar, whatever has become of it. */
export interface PlannedBooking {
  /** The same for the same slot of the same day. */
  label: string;
  /** Who takes the call. */
  operatorEmail: string;
  serviceSlug: string;
  start: Date;
  durationMinutes: number;
  attendee: DemoAttendee;
}

interface Slot {
  operatorEmail: string;
  /** Wall time in the organization's zone. */
  at: string;
  serviceSlug: string;
  durationMinutes: number;
}

const slot = (operatorEmail: string, at: string, serviceSlug: string, durationMinutes: number): Slot => ({
  operatorEmail,
  at,
  serviceSlug,
  durationMinutes,
});

const slotsOf: Readonly<Record<string, readonly Slot[]>> = {
  demo: [
    slot('operator@demo.test', '09:30', 'discovery', 30),
    slot('owner@demo.test', '10:00', 'account-review', 45),
    slot('operator@demo.test', '11:00', 'discovery', 30),
    slot('admin@demo.test', '11:30', 'onboarding', 60),
    slot('operator@demo.test', '13:30', 'account-review', 45),
    slot('operator@demo.test', '15:00', 'discovery', 30),
    slot('admin@demo.test', '15:30', 'discovery', 30),
    slot('operator@demo.test', '16:30', 'onboarding', 60),
  ],
  rival: [slot('owner@rival.test', '10:00', 'discovery', 30), slot('owner@rival.test', '14:00', 'account-review', 45)],
};

const DAYS_BACK = 14;
const DAYS_AHEAD = 7;
/** How many of ten slots are taken. */
const TAKEN = 7;

/** The calendar around `now`: two weeks back, one ahead, working days. The same for the whole of a day. */
export function planBookings(organization: { slug: string; timeZone: string }, now: Date): PlannedBooking[] {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(organization.timeZone)
    .toPlainDate();
  const slots = slotsOf[organization.slug] ?? [];
  const planned: PlannedBooking[] = [];
  for (let offset = -DAYS_BACK; offset <= DAYS_AHEAD; offset += 1) {
    const day = today.add({ days: offset });
    if (day.dayOfWeek > 5) continue;
    for (const { at, ...taken } of slots) {
      const label = `${organization.slug} ${day} ${at} ${taken.operatorEmail}`;
      const dice = demoDice(label);
      const attendee = demoAttendees[dice(demoAttendees.length)];
      if (!attendee || dice(10) >= TAKEN) continue;
      const start = day.toZonedDateTime({ timeZone: organization.timeZone, plainTime: at }).epochMilliseconds;
      planned.push({ label, ...taken, start: new Date(start), attendee });
    }
  }
  return planned;
}
