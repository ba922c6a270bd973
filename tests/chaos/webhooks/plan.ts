import fc from 'fast-check';
import { arrivals, calcomStories, type Story } from '@/tests/support/booking-stories';

/** Deliveries of a campaign at the least, repeats included. */
export const DELIVERIES = 5_000;

type Disturbance = { afterDeliveries: number; kind: 'kill-server' | 'restart-database' };

export interface CampaignPlan {
  stories: Story[];
  /** Bodies in the order in which they are posted. */
  posts: string[];
  disturbances: Disturbance[];
}

/** How far a delivery strays from its place among all. */
const SPREAD = 120;

/** What a seed makes happen: lives of bookings, their deliveries shuffled, repeated and mixed, and what breaks meanwhile. */
export function planCampaign(seed: number, deliveries: number): CampaignPlan {
  let serial = 0;
  const name = () => {
    serial += 1;
    return `s${seed}x${serial}`;
  };
  const told = calcomStories(name).chain((story) => arrivals(story.bodies.length).map((order) => ({ story, order })));
  const stories: Story[] = [];
  const mixed: { at: number; text: string }[] = [];
  const random = lcg(seed);
  for (const { story, order } of fc.sample(told, { numRuns: deliveries, seed })) {
    if (mixed.length >= deliveries) break;
    stories.push(story);
    const base = mixed.length;
    for (const i of order) mixed.push({ at: base + random() * SPREAD, text: JSON.stringify(story.bodies[i]) });
  }
  const posts = mixed.sort((a, b) => a.at - b.at).map(({ text }) => text);
  const disturbances: Disturbance[] = [0.12, 0.24, 0.36, 0.48, 0.6, 0.72, 0.84].map((share, n) => ({
    afterDeliveries: Math.floor(posts.length * (share + random() * 0.08)),
    kind: n % 3 === 2 ? 'restart-database' : 'kill-server',
  }));
  return { stories, posts, disturbances };
}

/** The name of a story's life, which its uids begin with. */
export function lifeOf({ end }: Story): string {
  return end.uid.split('_')[0] ?? '';
}

/** The same numbers for the same seed. */
function lcg(seed: number): () => number {
  let state = (seed * 2_654_435_761) % 4_294_967_296;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}
