import fc from 'fast-check';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '@/lib/time/units';
import { calcomBody, type StoryBooking } from './calcom-bodies';

/** One booking's life: everything that the provider posts of it, and how it stands at the end. */
export interface Story {
  bodies: object[];
  end: StoryEnd;
}

interface StoryEnd {
  uid: string;
  life: 'requested' | 'accepted' | 'rejected' | 'cancelled';
  start: string;
  minutes: number;
  emails: string[];
  /** Of each of them, by the last word on the last time of the meeting. */
  showedUp: (boolean | null)[];
  status: 'pending' | 'completed' | 'failed' | 'cancelled';
  statusReason: string | null;
}

/** When the first meeting of a story begins: years from now, or years ago, when somebody said who came to it. */
type Era = 'to_come' | 'held';
const firstStart: Record<Era, number> = { to_come: Date.UTC(2027, 5, 1, 10), held: Date.UTC(2024, 5, 1, 10) };

type Act =
  | 'reschedule'
  | 'reschedule_by_request'
  | 'lengthen'
  | 'lengthen_in_place'
  | 'ask_to_reschedule'
  | 'reassign'
  | 'relocate'
  | 'pay'
  | 'start'
  | 'add_guest'
  | 'mark';

const actsOf: Record<Era, readonly Act[]> = {
  to_come: [
    'reschedule',
    'reschedule_by_request',
    'lengthen',
    'lengthen_in_place',
    'ask_to_reschedule',
    'reassign',
    'relocate',
    'pay',
    'start',
    'add_guest',
  ],
  held: [
    'reschedule',
    'reschedule_by_request',
    'lengthen',
    'lengthen_in_place',
    'ask_to_reschedule',
    'relocate',
    'add_guest',
    'mark',
  ],
};

/** A mark of one of the people, counted from the first: set or taken back. */
interface Mark {
  person: number;
  noShow: boolean;
}

const marksOf: Record<Era, fc.Arbitrary<Mark[]>> = {
  to_come: fc.constant([]),
  held: fc.array(fc.record({ person: fc.nat({ max: 2 }), noShow: fc.boolean() }), { maxLength: 4 }),
};

/** The address of the person who books in the story of this name. */
export function bookerOf(name: string): string {
  return `${name}@example.test`;
}

/** Lives of bookings at Cal.com, as its documents describe them; `name` keeps the uids of several apart. */
export function calcomStories(name: () => string, era: Era = 'to_come'): fc.Arbitrary<Story> {
  return fc
    .record({
      opening: fc.constantFrom<Opening>('created', 'requested_confirmed', 'requested_rejected', 'requested'),
      acts: fc.array(fc.constantFrom(...actsOf[era]), { maxLength: 5 }),
      ending: fc.constantFrom<Ending>('none', 'cancelled', 'ended'),
      marks: marksOf[era],
      attended: fc.array(fc.constantFrom(true, false, null), { maxLength: era === 'held' ? 2 : 0 }),
    })
    .map((plot) => tell(name(), era, plot));
}

type Opening = 'created' | 'requested_confirmed' | 'requested_rejected' | 'requested';
type Ending = 'none' | 'cancelled' | 'ended';

interface Plot {
  opening: Opening;
  acts: readonly Act[];
  ending: Ending;
  marks: readonly Mark[];
  /** What the end of the meeting says of its people. */
  attended: readonly (boolean | null)[];
}

function tell(name: string, era: Era, { opening, acts, ending, marks, attended }: Plot): Story {
  const bodies: object[] = [];
  const startAfter = (days: number) => new Date(firstStart[era] + days * DAY_MS).toISOString();
  let clock = firstStart[era] - 150 * DAY_MS;
  const words = new Words();
  let count = 0;
  let people = [{ name: 'Guest User', email: bookerOf(name) }];
  let host = { id: 77, email: 'dana@example.test' };
  let location: string | undefined;
  let booking = { uid: `${name}_0`, start: startAfter(0), minutes: 30 };
  let life: Story['end']['life'] = 'accepted';
  let former: string | undefined;
  const say = (trigger: string, more: object = {}) => {
    clock += 60_000;
    const told = { ...booking, attendees: people, host, ...(former ? { from: former } : {}) };
    const ended = trigger === 'BOOKING_CANCELLED' || trigger === 'BOOKING_REJECTED';
    // The end of a booking does not say what it was before.
    if (ended) delete (told as Partial<StoryBooking>).from;
    bodies.push(
      calcomBody(trigger, told, new Date(clock).toISOString(), { ...(location ? { location } : {}), ...more }),
    );
  };
  const move = () => {
    count += 1;
    former = booking.uid;
    booking = { ...booking, uid: `${name}_${count}`, start: startAfter(count) };
  };
  const mark = ({ person, noShow }: Mark) => {
    clock += 60_000;
    const email = people[person % people.length]?.email ?? '';
    words.add(booking.start, email, clock, noShow ? false : null);
    bodies.push(noShowUpdated(booking.uid, email, noShow, clock));
  };
  if (opening === 'created') say('BOOKING_CREATED');
  else {
    say('BOOKING_REQUESTED');
    life = 'requested';
    if (opening === 'requested_confirmed') {
      say('BOOKING_CREATED');
      life = 'accepted';
    }
    if (opening === 'requested_rejected') {
      say('BOOKING_REJECTED');
      life = 'rejected';
    }
  }
  if (life === 'accepted')
    for (const act of acts) {
      if (act === 'reschedule') {
        move();
        say('BOOKING_RESCHEDULED');
      } else if (act === 'reschedule_by_request') {
        move();
        say('BOOKING_REQUESTED');
        const from = former;
        former = undefined;
        // Confirmed, it does not say again what it was before.
        say('BOOKING_CREATED');
        former = from;
      } else if (act === 'ask_to_reschedule') {
        say('BOOKING_CANCELLED', { requestReschedule: true, cancellationReason: 'Please reschedule.' });
        move();
        say('BOOKING_RESCHEDULED');
      } else if (act === 'lengthen') {
        const { start, minutes } = booking;
        move();
        booking = { ...booking, start, minutes: minutes + 15 };
        say('BOOKING_RESCHEDULED');
      } else if (act === 'lengthen_in_place') {
        booking = { ...booking, minutes: booking.minutes + 15 };
        say('BOOKING_LOCATION_UPDATED');
      } else if (act === 'reassign') {
        host = host.id === 77 ? { id: 78, email: 'erin@example.test' } : { id: 77, email: 'dana@example.test' };
        say('BOOKING_REASSIGNED');
      } else if (act === 'relocate') {
        location = `https://meet.example.test/${clock}`;
        say('BOOKING_LOCATION_UPDATED');
      } else if (act === 'add_guest') {
        people = [...people, { name: `Guest ${people.length}`, email: `guest${people.length}@example.test` }];
        say('BOOKING_LOCATION_UPDATED');
      } else if (act === 'mark') mark({ person: 0, noShow: true });
      else say('BOOKING_PAID');
    }
  if (ending === 'cancelled' && life !== 'rejected') {
    say('BOOKING_CANCELLED');
    life = 'cancelled';
  }
  const end = Date.parse(booking.start) + booking.minutes * MINUTE_MS;
  if (ending === 'ended' && life === 'accepted') {
    const told = people.map((person, i) => ({ ...person, attended: attended[i] ?? null }));
    for (const one of told) if (one.attended !== null) words.add(booking.start, one.email, end, one.attended);
    bodies.push(meetingEnded(booking, told, clock));
  }
  if (life === 'accepted' && marks.length > 0) {
    clock = end + HOUR_MS;
    for (const one of marks) mark(one);
  }
  return { bodies, end: endOf(era, { ...booking, life }, people, words) };
}

/** What was said of people's coming; the latest word on somebody and a time counts. */
class Words {
  #said = new Map<string, { at: number; showedUp: boolean | null }>();

  add(start: string, email: string, at: number, showedUp: boolean | null): void {
    const before = this.#said.get(`${start} ${email}`);
    if (!before || at >= before.at) this.#said.set(`${start} ${email}`, { at, showedUp });
  }

  of(start: string, email: string): boolean | null {
    return this.#said.get(`${start} ${email}`)?.showedUp ?? null;
  }
}

function endOf(
  era: Era,
  at: Pick<StoryEnd, 'uid' | 'life' | 'start' | 'minutes'>,
  people: readonly { email: string }[],
  words: Words,
): StoryEnd {
  const emails = people.map(({ email }) => email);
  const showedUp = emails.map((email) => words.of(at.start, email));
  return { ...at, emails, showedUp, ...standingOf(era, at.life, showedUp) };
}

function standingOf(era: Era, life: StoryEnd['life'], showedUp: readonly (boolean | null)[]) {
  if (life === 'cancelled' || life === 'rejected')
    return { status: 'cancelled', statusReason: `${life}_at_provider` } as const;
  if (life === 'requested') return { status: 'pending', statusReason: 'awaiting_confirmation' } as const;
  if (era === 'held' && showedUp.some((came) => came)) return { status: 'completed', statusReason: null } as const;
  if (era === 'held' && showedUp.every((came) => came === false))
    return { status: 'failed', statusReason: 'no_show' } as const;
  return { status: 'pending', statusReason: null } as const;
}

/** Names neither a time nor the others. */
function noShowUpdated(bookingUid: string, email: string, noShow: boolean, at: number) {
  return {
    triggerEvent: 'BOOKING_NO_SHOW_UPDATED',
    createdAt: new Date(at).toISOString(),
    payload: { message: 'Marked', bookingUid, bookingId: bookingUid.length, attendees: [{ email, noShow }] },
  };
}

/** Flat, without a payload; its times are the booking's. */
function meetingEnded(
  booking: StoryBooking,
  people: { name: string; email: string; attended: boolean | null }[],
  updatedAt: number,
) {
  return {
    triggerEvent: 'MEETING_ENDED',
    uid: booking.uid,
    title: 'Consultation between Dana Host and Guest User',
    userId: 77,
    userPrimaryEmail: 'dana@example.test',
    eventTypeId: 4411,
    startTime: booking.start,
    endTime: new Date(Date.parse(booking.start) + (booking.minutes ?? 30) * MINUTE_MS).toISOString(),
    createdAt: new Date(updatedAt - 1).toISOString(),
    updatedAt: new Date(updatedAt - 1).toISOString(),
    status: 'ACCEPTED',
    fromReschedule: null,
    attendees: people.map(({ attended, ...person }) => ({
      ...person,
      timeZone: 'Europe/Paris',
      noShow: false,
      ...(attended === null ? {} : { attended }),
    })),
    metadata: {},
  };
}

/** An order in which all of the bodies arrive at least once, some of them again. */
export function arrivals(count: number): fc.Arbitrary<number[]> {
  const all = Array.from({ length: count }, (_, i) => i);
  return fc
    .array(fc.nat({ max: Math.max(0, count - 1) }), { maxLength: 6 })
    .chain((repeats) => fc.shuffledSubarray([...all, ...repeats], { minLength: all.length + repeats.length }));
}

/**
 * The two invitees of each move at Calendly, in both halves; how the last one stands, and who was marked as absent of
 * which of them.
 */
export function calendlyStories(name: () => string, era: Era = 'to_come'): fc.Arbitrary<Story> {
  return fc
    .record({ moves: fc.nat({ max: 4 }), cancelled: fc.boolean(), marks: marksOf[era], early: marksOf[era] })
    .map(({ moves, cancelled, marks, early }) => {
      const id = name();
      const uri = (i: number) => `https://api.calendly.com/scheduled_events/${id}-${i}/invitees/${id}-${i}`;
      const startOf = (i: number) => new Date(firstStart[era] + i * DAY_MS).toISOString();
      const email = 'guest@example.test';
      const bodies: object[] = [];
      const words = new Words();
      for (let i = 0; i <= moves; i += 1) {
        const isLast = i === moves;
        const born = firstStart[era] - 150 * DAY_MS + i * 60_000;
        const invitee = (gone: boolean) => ({
          uri: uri(i),
          email,
          name: 'Guest User',
          timezone: 'Europe/Paris',
          status: gone ? 'canceled' : 'active',
          created_at: new Date(born).toISOString(),
          updated_at: new Date(born + (gone ? 59_000 : 0)).toISOString(),
          rescheduled: gone && !isLast,
          old_invitee: i === 0 ? null : uri(i - 1),
          new_invitee: gone && !isLast ? uri(i + 1) : null,
          tracking: null,
          scheduled_event: {
            uri: `https://api.calendly.com/scheduled_events/${id}-${i}`,
            name: 'Intro call',
            status: gone ? 'canceled' : 'active',
            start_time: startOf(i),
            end_time: new Date(Date.parse(startOf(i)) + HOUR_MS / 2).toISOString(),
            updated_at: new Date(born + (gone ? 59_000 : 0)).toISOString(),
            event_memberships: [{ user: 'https://api.calendly.com/users/dana', user_email: 'dana@example.test' }],
          },
        });
        const envelope = (event: string, payload: object, at = born + 500) => ({
          event,
          created_at: new Date(at).toISOString(),
          created_by: 'https://api.calendly.com/users/dana',
          payload,
        });
        bodies.push(envelope('invitee.created', invitee(false)));
        for (const [n, { noShow }] of (isLast ? marks : early).entries()) {
          const at = Date.parse(startOf(i)) + HOUR_MS + n * 60_000;
          words.add(startOf(i), email, at, noShow ? false : null);
          const mark = { uri: `${uri(i)}/no_show/${n}`, created_at: new Date(at).toISOString() };
          bodies.push(
            noShow
              ? envelope('invitee_no_show.created', { ...invitee(false), no_show: mark }, at)
              : envelope('invitee_no_show.deleted', { ...invitee(false), no_show: null }, at),
          );
        }
        if (!isLast || cancelled) bodies.push(envelope('invitee.canceled', invitee(true)));
      }
      const at = {
        uid: uri(moves),
        life: cancelled ? 'cancelled' : 'accepted',
        start: startOf(moves),
        minutes: 30,
      } as const;
      return { bodies, end: endOf(era, at, [{ email }], words) };
    });
}
