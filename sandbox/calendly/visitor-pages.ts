import { DAY_MS } from '@/lib/time/units';
import { type Answer, html } from '@/sandbox/provider-kit/answer';
import type { Call, Router } from '@/sandbox/provider-kit/router';
import { freeTimes } from './availability';
import { escaped, frame } from './consent-page';
import type { EventType } from './model';
import { Refusal } from './refusal';
import { noTracking, type Schedule } from './schedule';
import type { World } from './world';

const TIMES_SHOWN = 12;
const TRACKED = ['utm_campaign', 'utm_source', 'utm_medium', 'utm_content', 'utm_term', 'salesforce_uuid'] as const;

/** The pages that visitors see: the single-use link, and cancelling one's own booking. */
export function visitorPages(world: World, schedule: Schedule, router: Router): void {
  router
    .on('GET', '/d/:code/:slug', 'oauth.pages.link', (call) => {
      const type = typeOfLink(world, call);
      return type ? html(200, timesPage(world, type, call.request.query)) : gone();
    })
    .on('POST', '/d/:code/:slug', 'oauth.pages.book', (call) => {
      const type = typeOfLink(world, call);
      if (!type) return gone();
      const fields = Object.fromEntries(call.request.form);
      return attempt(() => {
        schedule.book(type, {
          start: new Date(fields.start ?? ''),
          location: null,
          guests: [],
          email: fields.email ?? '',
          name: fields.name ?? '',
          firstName: null,
          lastName: null,
          timeZone: 'UTC',
          answers: [],
          tracking: { ...noTracking, ...Object.fromEntries(TRACKED.map((name) => [name, fields[name] ?? null])) },
          textReminderNumber: null,
          method: null,
          scheduledBy: null,
        });
        world.links.delete(call.params.code ?? '');
        return 'You are scheduled';
      });
    })
    .on('GET', '/cancellations/:id', 'oauth.pages.cancellation', () =>
      html(
        200,
        frame(
          'Cancel',
          '<h1>Cancel this event?</h1><form method="post"><button class="main">Cancel it</button></form>',
        ),
      ),
    )
    .on('POST', '/cancellations/:id', 'oauth.pages.cancel', (call) =>
      attempt(() => {
        const invitee = world.invitee(call.params.id ?? '');
        const by = { canceled_by: invitee.name, canceler_type: 'invitee', reason: null } as const;
        schedule.cancel(world.meeting(invitee.meetingId), by);
        return 'Cancelled';
      }),
    );
}

function typeOfLink(world: World, { params }: Call): EventType | null {
  const id = world.links.get(params.code ?? '');
  return (id && world.eventTypes.get(id)) || null;
}

function timesPage(world: World, type: EventType, query: URLSearchParams): string {
  const start = world.now().getTime();
  const kept = TRACKED.flatMap((name) => {
    const value = query.get(name);
    return value ? [`<input type="hidden" name="${name}" value="${escaped(value)}">`] : [];
  });
  const times = freeTimes(world, type, { start, end: start + 14 * DAY_MS })
    .slice(0, TIMES_SHOWN)
    .map(({ start: at }) => new Date(at).toISOString())
    .map((at, n) => `<label><input type="radio" name="start" value="${at}"${n === 0 ? ' checked' : ''}>${at}</label>`);
  return frame(
    type.name,
    `<h1>${escaped(type.name)}</h1><p class="note">Simulated Calendly page.</p><form method="post">${kept.join('')}
     <label>Name <input name="name" value="${escaped(query.get('name') ?? '')}"></label>
     <label>E-mail <input name="email" value="${escaped(query.get('email') ?? '')}"></label>
     ${times.join('\n')}<div class="row"><button class="main">Schedule Event</button></div></form>`,
  );
}

function attempt(act: () => string): Answer {
  try {
    return html(200, frame('Calendly', `<h1>${escaped(act())}</h1>`));
  } catch (error) {
    if (error instanceof Refusal) return html(error.status, frame('Calendly', `<h1>${escaped(error.message)}</h1>`));
    throw error;
  }
}

function gone(): Answer {
  return html(404, frame('Calendly', '<h1>This link has been used, or never was.</h1>'));
}
