import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { bookingHistory } from '@/lib/db/schema/bookings';
import type { CallOrder } from '@/lib/db/schema/calls';
import { callNow, legsOf, orderedCall, post, recordingOf, type webhooks } from '@/tests/support/calls';
import { bookingNow, callingOrganization } from '@/tests/support/scheduler-world';
import { sharedWorld } from '@/tests/support/world';

/** One post of the carrier's. `after`: posts that it cannot precede, because it follows from their answers. */
interface Post {
  id: string;
  name: keyof typeof webhooks;
  query: Record<string, string>;
  fields: Record<string, string>;
  after: string[];
}

type Step = [step: string, party: 'operator' | 'attendee', fields?: Record<string, string>];

interface Story {
  callOrder: CallOrder;
  /** The documents that were asked for, in their order. */
  steps: Step[];
  /** What each leg reported, in its order. */
  legs: Partial<Record<'operator' | 'attendee', string[]>>;
  recorded?: boolean;
  /** How the call ends. */
  reason: string | null;
}

const talked = ['initiated', 'ringing', 'answered', 'in-progress', 'completed'];
const accepted: Step[] = [
  ['start', 'operator'],
  ['accept', 'operator', { Digits: '1' }],
];

const stories: Record<string, Story> = {
  'operator first, connected': {
    callOrder: 'operator_first',
    steps: [
      ...accepted,
      ['attendee', 'attendee'],
      ['disclosed', 'attendee'],
      ['dialed', 'operator', { DialCallStatus: 'completed' }],
    ],
    legs: { operator: talked, attendee: talked },
    recorded: true,
    reason: null,
  },
  'operator first, attendee busy': {
    callOrder: 'operator_first',
    steps: [...accepted, ['dialed', 'operator', { DialCallStatus: 'busy' }]],
    legs: { operator: talked, attendee: ['initiated', 'busy'] },
    reason: 'attendee_busy',
  },
  'operator first, attendee not reached, and no word of the dialling': {
    callOrder: 'operator_first',
    steps: accepted,
    legs: { operator: talked, attendee: ['initiated', 'ringing', 'no-answer'] },
    reason: 'attendee_no_answer',
  },
  'operator first, attendee hangs up during the disclosure': {
    callOrder: 'operator_first',
    steps: [...accepted, ['attendee', 'attendee']],
    legs: { operator: talked, attendee: talked },
    reason: 'attendee_hung_up',
  },
  'operator first, no answer': {
    callOrder: 'operator_first',
    steps: [],
    legs: { operator: ['initiated', 'ringing', 'no-answer'] },
    reason: 'operator_no_answer',
  },
  'attendee first, connected': {
    callOrder: 'attendee_first',
    steps: [
      ['start', 'attendee', { AnsweredBy: 'human' }],
      ['disclosed', 'attendee'],
      ['whisper', 'operator'],
      ['accept', 'operator', { Digits: '1' }],
      ['dialed', 'attendee', { DialCallStatus: 'completed' }],
    ],
    legs: { operator: talked, attendee: talked },
    recorded: true,
    reason: null,
  },
  'attendee first, operator busy': {
    callOrder: 'attendee_first',
    steps: [
      ['start', 'attendee', { AnsweredBy: 'human' }],
      ['disclosed', 'attendee'],
      ['dialed', 'attendee', { DialCallStatus: 'busy' }],
    ],
    legs: { attendee: talked, operator: ['initiated', 'busy'] },
    recorded: true,
    reason: 'operator_busy',
  },
  'attendee first, a machine answers': {
    callOrder: 'attendee_first',
    steps: [['start', 'attendee', { AnsweredBy: 'machine' }]],
    legs: { attendee: talked },
    reason: 'answering_machine',
  },
};

const world = sharedWorld();
let who: Awaited<ReturnType<typeof callingOrganization>>;
beforeAll(async () => {
  who = await callingOrganization(world, { retryCount: 1 });
});

let serial = 0;

function postsOf(story: Story, callId: string): Post[] {
  serial += 1;
  const sids = { operator: `op-${serial}`, attendee: `at-${serial}` };
  const posts: Post[] = story.steps.map(([step, party, fields], index) => ({
    id: step,
    name: 'voice',
    query: { call: callId, step },
    fields: { CallSid: sids[party], CallStatus: 'in-progress', ...fields },
    after: index === 0 ? [] : [story.steps[index - 1]?.[0] ?? ''],
  }));
  const steps = posts.map(({ id }) => id);
  for (const [party, statuses] of Object.entries(story.legs))
    statuses.forEach((status, sequence) => {
      posts.push({
        id: `${party} ${status}`,
        name: 'status',
        query: { call: callId, party },
        fields: {
          CallSid: sids[party as keyof typeof sids],
          CallStatus: status,
          SequenceNumber: String(sequence),
          Timestamp: new Date(world.clock.now().getTime() + sequence * 7_000).toUTCString(),
          ...(sequence === statuses.length - 1 ? { CallDuration: '14' } : {}),
        },
        // A leg ends after the documents that it asked for were answered; what it said before may be late.
        after: sequence === statuses.length - 1 ? steps : [],
      });
    });
  if (story.recorded)
    for (const status of ['in-progress', 'completed'])
      posts.push({
        id: `recording ${status}`,
        name: 'recording',
        query: { call: callId },
        fields: {
          RecordingSid: `rec-${serial}`,
          RecordingStatus: status,
          RecordingUrl: 'https://x.test/r.mp3',
          RecordingDuration: '9',
        },
        after: ['disclosed'],
      });
  return posts;
}

/** An order in which the posts can arrive, as the priorities choose among those that are possible. */
function arrange(posts: Post[], priorities: number[]): Post[] {
  const waiting = posts.map((post, index) => ({ post, priority: priorities[index] ?? 0 }));
  const arrived: Post[] = [];
  while (waiting.length > 0) {
    const possible = waiting.filter(({ post }) => post.after.every((id) => arrived.some((other) => other.id === id)));
    const next = possible.reduce((first, other) => (other.priority < first.priority ? other : first));
    waiting.splice(waiting.indexOf(next), 1);
    arrived.push(next.post);
  }
  return arrived;
}

/** Everything that is kept, without ids and without who came first. */
async function stateOf(callId: string) {
  const { id, bookingId, carrierSid, updatedAt, ...call } = await callNow(world, callId);
  const legs = (await legsOf(world, callId)).map(
    ({ party, status, sequence, ringingAt, answeredAt, endedAt, durationSeconds, answeredBy }) => ({
      party,
      status,
      sequence,
      ringingAt,
      answeredAt,
      endedAt,
      durationSeconds,
      answeredBy,
    }),
  );
  const { status, statusReason, dueAt, attempts } = await bookingNow(world, bookingId);
  const history = await world.db.select().from(bookingHistory).where(eq(bookingHistory.bookingId, bookingId));
  const recording = await recordingOf(world, callId);
  return {
    call,
    legs,
    booking: { status, statusReason, dueAt, attempts },
    history: history.map(({ kind }) => kind),
    recording: recording && {
      status: recording.status,
      seconds: recording.durationSeconds,
      url: recording.mediaUrl,
      next: recording.nextTryAt,
    },
  };
}

async function play(posts: Post[]): Promise<void> {
  for (const { name, query, fields } of posts) expect((await post(world, name, query, fields)).status).toBe(200);
  await world.settle();
}

describe('callbacks in any order and any number', () => {
  it.each(Object.entries(stories))('%s: always the same end', { timeout: 60_000 }, async (_, story) => {
    const start = { callOrder: story.callOrder };
    const straight = await orderedCall(world, who, start);
    await play(postsOf(story, straight));
    const expected = await stateOf(straight);
    expect(expected.call.failureReason).toBe(story.reason);
    expect(expected.call.nextCheckAt).toBeNull();

    const shuffled = fc.record({
      priorities: fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 20, maxLength: 20 }),
      repeats: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 6 }),
    });
    await fc.assert(
      fc.asyncProperty(shuffled, async ({ priorities, repeats }) => {
        const callId = await orderedCall(world, who, start);
        const arriving = arrange(postsOf(story, callId), priorities);
        for (const [which, delay] of repeats) {
          const from = which % arriving.length;
          const again = arriving[from];
          if (again) arriving.splice(from + 1 + (delay % (arriving.length - from)), 0, again);
        }
        await play(arriving);
        expect(await stateOf(callId)).toEqual(expected);
      }),
      { numRuns: 8 },
    );
  });
});
