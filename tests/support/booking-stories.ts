import fc from 'fast-check';
import { calcomBody, type StoryBooking } from './calcom-bodies';

/** One booking's life: everything that the provider posts of it, and how it stands at the end. */
export interface Story {
  bodies: object[];
  end: { uid: string; life: 'requested' | 'accepted' | 'rejected' | 'cancelled'; start: string; emails: string[] };
}

type Act =
  | 'reschedule'
  | 'reschedule_by_request'
  | 'ask_to_reschedule'
  | 'reassign'
  | 'relocate'
  | 'pay'
  | 'start'
  | 'add_guest';

const acts = fc.array(
  fc.constantFrom<Act>(
    'reschedule',
    'reschedule_by_request',
    'ask_to_reschedule',
    'reassign',
    'relocate',
    'pay',
    'start',
    'add_guest',
  ),
  { maxLength: 5 },
);

/** The address of whoever books in the life of this name. */
export function bookerOf(name: string): string {
  return `${name}@example.test`;
}

/** Lives of bookings at Cal.com, as its documents describe them; `name` keeps the uids of several apart. */
export function calcomStories(name: () => string): fc.Arbitrary<Story> {
  return fc
    .record({
      opening: fc.constantFrom('created', 'requested_confirmed', 'requested_rejected', 'requested'),
      acts,
      ending: fc.constantFrom('none', 'cancelled', 'ended'),
    })
    .map(({ opening, acts, ending }) => tell(name(), opening, acts, ending));
}

function tell(name: string, opening: string, acts: readonly Act[], ending: string): Story {
  const bodies: object[] = [];
  let clock = Date.UTC(2027, 0, 1, 8);
  let count = 0;
  let people = [{ name: 'Guest User', email: bookerOf(name) }];
  let host = { id: 77, email: 'dana@example.test' };
  let location: string | undefined;
  let booking: StoryBooking = { uid: `${name}_0`, start: new Date(Date.UTC(2027, 5, 1, 10)).toISOString() };
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
    booking = { uid: `${name}_${count}`, start: new Date(Date.UTC(2027, 5, 1 + count, 10)).toISOString() };
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
      } else if (act === 'reassign') {
        host = host.id === 77 ? { id: 78, email: 'erin@example.test' } : { id: 77, email: 'dana@example.test' };
        say('BOOKING_REASSIGNED');
      } else if (act === 'relocate') {
        location = `https://meet.example.test/${clock}`;
        say('BOOKING_LOCATION_UPDATED');
      } else if (act === 'add_guest') {
        people = [...people, { name: `Guest ${people.length}`, email: `guest${people.length}@example.test` }];
        say('BOOKING_LOCATION_UPDATED');
      } else say(act === 'pay' ? 'BOOKING_PAID' : 'BOOKING_PAID');
    }
  if (ending === 'cancelled' && life !== 'rejected') {
    say('BOOKING_CANCELLED');
    life = 'cancelled';
  }
  if (ending === 'ended' && life === 'accepted') bodies.push(meetingEnded(booking, people, clock));
  return { bodies, end: { uid: booking.uid, life, start: booking.start, emails: people.map(({ email }) => email) } };
}

/** Flat, without a payload; its times are the booking's. */
function meetingEnded(booking: StoryBooking, people: { name: string; email: string }[], updatedAt: number) {
  return {
    triggerEvent: 'MEETING_ENDED',
    uid: booking.uid,
    title: 'Consultation between Dana Host and Guest User',
    userId: 77,
    userPrimaryEmail: 'dana@example.test',
    eventTypeId: 4411,
    startTime: booking.start,
    endTime: new Date(Date.parse(booking.start) + 1_800_000).toISOString(),
    createdAt: new Date(updatedAt - 1).toISOString(),
    updatedAt: new Date(updatedAt - 1).toISOString(),
    status: 'ACCEPTED',
    fromReschedule: null,
    attendees: people.map((person) => ({ ...person, timeZone: 'Europe/Paris', noShow: false })),
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

/** The two invitees of each move at Calendly, in both halves; and how the last one stands. */
export function calendlyStories(name: () => string): fc.Arbitrary<Story> {
  return fc.record({ moves: fc.nat({ max: 4 }), cancelled: fc.boolean() }).map(({ moves, cancelled }) => {
    const id = name();
    const uri = (i: number) => `https://api.calendly.com/scheduled_events/${id}-${i}/invitees/${id}-${i}`;
    const startOf = (i: number) => new Date(Date.UTC(2027, 5, 1 + i, 10)).toISOString();
    const bodies: object[] = [];
    for (let i = 0; i <= moves; i += 1) {
      const isLast = i === moves;
      const born = Date.UTC(2027, 0, 1, 8, i);
      const invitee = (gone: boolean) => ({
        uri: uri(i),
        email: 'guest@example.test',
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
          end_time: new Date(Date.parse(startOf(i)) + 1_800_000).toISOString(),
          updated_at: new Date(born + (gone ? 59_000 : 0)).toISOString(),
          event_memberships: [{ user: 'https://api.calendly.com/users/dana', user_email: 'dana@example.test' }],
        },
      });
      const envelope = (event: string, payload: object) => ({
        event,
        created_at: new Date(born + 500).toISOString(),
        created_by: 'https://api.calendly.com/users/dana',
        payload,
      });
      bodies.push(envelope('invitee.created', invitee(false)));
      if (!isLast || cancelled) bodies.push(envelope('invitee.canceled', invitee(true)));
    }
    return {
      bodies,
      end: {
        uid: uri(moves),
        life: cancelled ? 'cancelled' : 'accepted',
        start: startOf(moves),
        emails: ['guest@example.test'],
      },
    };
  });
}
