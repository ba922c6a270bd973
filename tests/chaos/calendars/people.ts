import { randomUUID } from 'node:crypto';
import { DAY_MS } from '@/lib/time/units';
import { apiKeyOf } from './account';
import { HALF_HOURS, type Happening } from './plan';

type Deed = Extract<Happening, { kind: 'visitor' | 'create' | 'move' | 'cancel' }>;

/** Those who book and change bookings, over HTTP as the world does. */
export interface People {
  /** Never throws: what nobody answers, or what is refused, is what these people meet. */
  act(deed: Deed): Promise<void>;
  /** Answers by what was done and status. */
  readonly answers: Readonly<Record<string, number>>;
}

const READ_TIMEOUT_MS = 40_000;
const HALF_HOUR_MS = 1_800_000;

export function createPeople(appUrl: string): People {
  const firstHalfHour = (Math.floor(Date.now() / DAY_MS) + 2) * DAY_MS;
  const last = firstHalfHour + HALF_HOURS * HALF_HOUR_MS;
  const startOf = (halfHour: number) => new Date(firstHalfHour + halfHour * HALF_HOUR_MS).toISOString();
  const answers: Record<string, number> = {};
  /** Bookings of the desk that it was told of, by organization. */
  const made = new Map<number, string[]>();

  async function ask(organization: number, method: string, path: string, body?: object): Promise<unknown> {
    const idempotencyKey = randomUUID();
    for (let attempt = 1; ; attempt += 1) {
      const name = `${method} ${path.replace(/bk_.*|\?.*/, '…')}`;
      try {
        const response = await fetch(`${appUrl}${path}`, {
          method,
          headers: {
            authorization: `Bearer ${apiKeyOf(organization)}`,
            'content-type': 'application/json',
            'idempotency-key': idempotencyKey,
          },
          ...(body ? { body: JSON.stringify(body) } : {}),
          signal: AbortSignal.timeout(READ_TIMEOUT_MS),
        });
        const answer: unknown = await response.json();
        count(`${name} ${response.status}`);
        return response.ok ? answer : null;
      } catch {
        count(`${name} unanswered`);
        // Once more, as an impatient visitor or a careful client does.
        if (attempt === 2) return null;
        await new Promise((resolve) => setTimeout(resolve, 3_000));
      }
    }
  }

  function count(what: string): void {
    answers[what] = (answers[what] ?? 0) + 1;
  }

  return {
    answers,
    async act(deed) {
      const { organization } = deed;
      const mine = made.get(organization) ?? [];
      if (deed.kind === 'visitor') {
        const offered = (await ask(organization, 'GET', '/api/calendars/slots?days=5')) as {
          days: Record<string, { start: string; token: string }[]>;
        } | null;
        const slots = Object.values(offered?.days ?? {})
          .flat()
          .filter(({ start }) => Date.parse(start) >= firstHalfHour && Date.parse(start) < last);
        const slot = slots[Math.floor(deed.choice * slots.length)];
        if (!slot) return;
        const who = randomUUID().slice(0, 8);
        await ask(organization, 'POST', '/api/calendars/bookings', {
          slot_token: slot.token,
          visitor_name: `Visitor ${who}`,
          visitor_email: `visitor-${who}@example.test`,
        });
      } else if (deed.kind === 'create') {
        const who = randomUUID().slice(0, 8);
        const saved = (await ask(organization, 'POST', '/api/bookings', {
          title: `Desk ${who}`,
          start_time: startOf(deed.halfHour),
          duration_minutes: 30,
          attendee_name: `Caller ${who}`,
          attendee_email: `caller-${who}@example.test`,
          attendee_phone: '+12025550143',
          service_id: `svc_${organization}`,
        })) as { booking: { id: string } } | null;
        if (saved) made.set(organization, [...(made.get(organization) ?? []), saved.booking.id]);
      } else {
        const id = mine[Math.floor(deed.choice * mine.length)];
        if (!id) return;
        if (deed.kind === 'cancel') await ask(organization, 'DELETE', `/api/bookings/${id}`);
        else await ask(organization, 'PATCH', `/api/bookings/${id}`, { start_time: startOf(deed.halfHour) });
      }
    },
  };
}
