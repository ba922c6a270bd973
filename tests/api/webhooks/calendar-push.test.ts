import { and, eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { GET as calendarSync } from '@/app/api/cron/calendar-sync/route';
import { POST as googleWebhook } from '@/app/api/webhooks/google/[connection]/route';
import { POST as microsoftWebhook } from '@/app/api/webhooks/microsoft/[connection]/route';
import { updateBooking } from '@/lib/bookings/update-booking';
import { subscriptionSecret } from '@/lib/calendars/connections/internal/vault';
import { bookSlot } from '@/lib/calendars/slots/book-slot';
import { offeredSlots } from '@/lib/calendars/slots/internal/offered-slots';
import { upcomingRange } from '@/lib/calendars/slots/internal/slot-range';
import { type Clock, systemClock } from '@/lib/core/clock';
import { bookingHistory, bookings } from '@/lib/db/schema/bookings';
import { connections } from '@/lib/db/schema/calendars';
import { jobs } from '@/lib/db/schema/jobs';
import { webhookEvents } from '@/lib/db/schema/webhooks';
import { HOUR_MS } from '@/lib/time/units';
import { drainDueJobs } from '@/lib/wiring/jobs';
import { type CalendarScene, calendarScene, connectionNow } from '@/tests/support/calendar-scene';
import { eventually } from '@/tests/support/eventually';
import { type PushedCalendar, pushedGoogle, pushedOutlook } from '@/tests/support/pushed-calendars';
import { type ServedHandlers, serveHandlers } from '@/tests/support/serve-handlers';
import { openWorld, type World } from '@/tests/support/world';

describe.each([
  { name: 'Google', start: pushedGoogle, webhook: googleWebhook },
  { name: 'Outlook', start: pushedOutlook, webhook: microsoftWebhook },
])('a $name calendar that tells of changes', ({ start, webhook }) => {
  let world: World<Clock>;
  let served: ServedHandlers;
  let calendar: PushedCalendar;
  let scene: CalendarScene;

  beforeAll(async () => {
    [served, calendar] = await Promise.all([serveHandlers(), start()]);
    world = await openWorld({ APP_URL: served.url, ...calendar.environment }, systemClock);
  });
  afterAll(async () => {
    await calendar.stop();
    await served.close();
    await world.close();
  });
  beforeEach(async () => {
    calendar.reset();
    await world.settle();
    await world.db.update(connections).set({ status: 'disconnected' });
    scene = await calendarScene(world, calendar.connection());
    served.handlers.set(calendar.webhookPath(scene.connectionId), webhook);
    await cron();
    await calendar.delivered();
  });

  async function cron() {
    const answer = await calendarSync(
      new Request(`${served.url}/api/cron/calendar-sync`, {
        headers: { authorization: `Bearer ${world.deps.config.cronSecret}` },
      }),
    );
    return (await answer.json()).counts;
  }

  async function booked() {
    const row = await connectionNow(world, scene.connectionId);
    const { slots } = await offeredSlots(scene.calendar, row, upcomingRange(new Date()), 'UTC', () => undefined);
    const [, , third] = slots;
    if (!third) throw new Error('no slot');
    const visitor = { name: 'Ada', email: 'ada@visitors.test', timeZone: 'UTC', phone: null, notes: null };
    const ctx = { ...scene.ctx, now: new Date() };
    const booking = await bookSlot(ctx, scene.calendar, { slotToken: third.token, visitor, source: 'dashboard' });
    expect(booking).toMatchObject({ kind: 'booked', joinUrl: expect.stringMatching(/^https:/) });
    await calendar.delivered();
    await world.settle();
    return ours(booking.bookingId);
  }

  async function ours(id: string) {
    const [row] = await world.db.select().from(bookings).where(eq(bookings.id, id));
    if (!row?.externalId) throw new Error('the booking is not at the provider');
    return { ...row, externalId: row.externalId };
  }

  async function statusOf(id: string) {
    const [row] = await world.db.select().from(bookings).where(eq(bookings.id, id));
    return row;
  }

  const later = ({ startTime, endTime }: { startTime: Date; endTime: Date }) =>
    [new Date(startTime.getTime() + 26 * HOUR_MS), new Date(endTime.getTime() + 26 * HOUR_MS)] as const;

  const post = (path: string, init: RequestInit = {}) =>
    webhook(new Request(`${served.url}${path}`, { method: 'POST', ...init }));

  it('what the host moves there moves here, and what he deletes is cancelled, without a cron', async () => {
    const booking = await booked();
    const [start, end] = later(booking);
    calendar.move(booking.externalId, start, end);
    await eventually('the booking moved', async () => {
      await world.settle();
      return (await statusOf(booking.id))?.startTime.getTime() === start.getTime();
    });
    expect(await statusOf(booking.id)).toMatchObject({ endTime: end, dueAt: start, status: 'pending' });

    calendar.remove(booking.externalId);
    await eventually('the booking is cancelled', async () => {
      await world.settle();
      return (await statusOf(booking.id))?.status === 'cancelled';
    });
    expect(await statusOf(booking.id)).toMatchObject({ statusReason: 'cancelled_at_provider' });
    expect(new Set(calendar.answers())).toEqual(new Set([202]));
  });

  it('what the host makes longer there lasts longer here, and is told as another time', async () => {
    const booking = await booked();
    const end = new Date(booking.endTime.getTime() + HOUR_MS);
    calendar.move(booking.externalId, booking.startTime, end);
    await eventually('the booking is longer', async () => {
      await world.settle();
      return (await statusOf(booking.id))?.endTime.getTime() === end.getTime();
    });
    const durationMinutes = booking.durationMinutes + 60;
    expect(await statusOf(booking.id)).toMatchObject({ startTime: booking.startTime, durationMinutes });
    const [told, ...more] = await world.db
      .select()
      .from(bookingHistory)
      .where(and(eq(bookingHistory.bookingId, booking.id), eq(bookingHistory.kind, 'rescheduled')));
    expect(more).toEqual([]);
    expect(told?.detail).toMatchObject({
      before: { duration_minutes: booking.durationMinutes },
      after: { start_time: booking.startTime.toISOString(), duration_minutes: durationMinutes },
    });
    // Nothing is said back.
    expect(await cron()).toMatchObject({ failed: 0, changes: 0 });
  });

  it('what is made longer here lasts longer there, and comes back as no news', async () => {
    const booking = await booked();
    const wanted = booking.durationMinutes + 60;
    await updateBooking({ ...scene.ctx, now: new Date() }, booking.id, { duration_minutes: wanted });
    await drainDueJobs(world.deps, 10_000);
    await calendar.delivered();
    // Had it not been taken over there, what the calendar says would be another end.
    expect(await cron()).toMatchObject({ failed: 0, changes: 0 });
    expect(await statusOf(booking.id)).toMatchObject({ durationMinutes: wanted, syncState: 'synced', syncError: null });
  });

  it('a meeting without any length there lasts a minute here, and holds up nothing else', async () => {
    const [none, other] = [await booked(), await booked()];
    const [start, end] = later(other);
    calendar.losePushes();
    calendar.move(none.externalId, none.startTime, none.startTime);
    calendar.move(other.externalId, start, end);
    expect(await cron()).toMatchObject({ failed: 0, changes: 2 });
    expect(await statusOf(none.id)).toMatchObject({ startTime: none.startTime, durationMinutes: 1 });
    expect(await statusOf(other.id)).toMatchObject({ startTime: start, endTime: end });
    expect(await cron()).toMatchObject({ failed: 0, changes: 0 });
  });

  it('a notification that is lost is made good by the next calendar-sync', async () => {
    const booking = await booked();
    calendar.losePushes();
    const [start, end] = later(booking);
    calendar.move(booking.externalId, start, end);
    expect(await cron()).toMatchObject({ failed: 0, changes: 1 });
    expect(await statusOf(booking.id)).toMatchObject({ startTime: start, externalStart: start });

    calendar.remove(booking.externalId);
    expect(await cron()).toMatchObject({ failed: 0, changes: 1 });
    expect(await statusOf(booking.id)).toMatchObject({ status: 'cancelled' });
  });

  it('a deletion is seen though the provider forgot where we had read up to', async () => {
    const booking = await booked();
    calendar.losePushes();
    calendar.remove(booking.externalId);
    calendar.forgetCursors();
    expect(await cron()).toMatchObject({ failed: 0, changes: 1 });
    expect(await statusOf(booking.id)).toMatchObject({ status: 'cancelled' });
  });

  it('a move is seen though the provider forgot where we had read up to, and nobody else is touched', async () => {
    const [first, second] = [await booked(), await booked()];
    calendar.losePushes();
    const [start, end] = later(first);
    calendar.move(first.externalId, start, end);
    calendar.forgetCursors();
    expect(await cron()).toMatchObject({ failed: 0, changes: 1 });
    expect(await statusOf(first.id)).toMatchObject({ startTime: start, status: 'pending' });
    expect(await statusOf(second.id)).toMatchObject({ startTime: second.startTime, status: 'pending' });
  });

  it('our own booking comes back as news and changes nothing', async () => {
    const booking = await booked();
    await cron();
    expect(await statusOf(booking.id)).toMatchObject({
      status: 'pending',
      syncState: 'synced',
      startTime: booking.startTime,
      joinUrl: booking.joinUrl,
    });
  });

  /** A notification that carries a secret of the test's. */
  function forged(secret?: string): RequestInit {
    if (webhook === microsoftWebhook)
      return { body: JSON.stringify({ value: [{ changeType: 'updated', clientState: secret }] }) };
    const headers = { 'x-goog-channel-id': 'sl-x', 'x-goog-resource-state': 'exists', 'x-goog-message-number': '7' };
    return { headers: { ...headers, ...(secret === undefined ? {} : { 'x-goog-channel-token': secret }) } };
  }

  it('a wrong or missing secret is refused, an unknown connection is not there; nothing is stored', async () => {
    const count = async () =>
      (await world.db.select().from(webhookEvents)).length + (await world.db.select().from(jobs)).length;
    const before = await count();
    const path = calendar.webhookPath(scene.connectionId);
    expect((await post(path, forged('guessed'))).status).toBe(401);
    expect((await post(path, forged())).status).toBe(401);
    expect((await post(calendar.webhookPath('cnx_unknown'), forged('guessed'))).status).toBe(404);
    expect((await post(path, { body: 'not a notification' })).status).toBe(400);

    const rival = await calendarScene(world, calendar.connection());
    await world.db.update(connections).set({ status: 'disconnected' }).where(eq(connections.id, rival.connectionId));
    expect((await post(calendar.webhookPath(rival.connectionId), forged('guessed'))).status).toBe(404);
    expect(await count()).toBe(before);
  });

  it('the secret of one connection opens no other', async () => {
    const rival = await calendarScene(world, calendar.connection());
    served.handlers.set(calendar.webhookPath(rival.connectionId), webhook);
    await cron();
    const secretOf = async (id: string) =>
      subscriptionSecret(scene.calendar, await connectionNow(world, id)) ?? expect.unreachable();
    const [mine, theirs] = [await secretOf(scene.connectionId), await secretOf(rival.connectionId)];
    const path = calendar.webhookPath(scene.connectionId);
    expect(mine).not.toBe(theirs);
    expect((await post(path, forged(theirs))).status).toBe(401);
    expect((await post(path, forged(mine))).status).toBe(202);
  });

  it('a notification that comes twice has the calendar read no oftener than needed', async () => {
    const secret = subscriptionSecret(scene.calendar, await connectionNow(world, scene.connectionId)) ?? '';
    const path = calendar.webhookPath(scene.connectionId);
    const [first, second] = [await post(path, forged(secret)), await post(path, forged(secret))];
    expect(first.status).toBe(202);
    expect([200, 202]).toContain(second.status);
    const waiting = await world.db
      .select()
      .from(jobs)
      .where(and(eq(jobs.key, scene.connectionId), eq(jobs.status, 'waiting')));
    expect(waiting.length).toBeLessThanOrEqual(1);
    const kept = await world.db.select().from(webhookEvents).where(eq(webhookEvents.provider, providerName()));
    expect(JSON.stringify(kept)).not.toContain(secret);
    expect(kept.find(({ deliveries }) => deliveries === 2)).toMatchObject({ connectionId: scene.connectionId });
  });

  it('a subscription that the provider ended is made anew', async () => {
    calendar.endSubscriptions();
    await calendar.delivered();
    await eventually('there is a subscription again', async () => {
      await world.settle();
      const { subscription } = await connectionNow(world, scene.connectionId);
      return calendar.subscriptions() === 1 && subscription?.state === 'active';
    });
  });

  function providerName() {
    return webhook === googleWebhook ? 'google' : 'microsoft';
  }
});

describe('the handshake of a Microsoft subscription', () => {
  let world: World<Clock>;
  beforeAll(async () => {
    world = await openWorld({}, systemClock);
  });
  afterAll(() => world.close());

  const ask = (id: string, token: string) =>
    microsoftWebhook(
      new Request(
        `http://localhost:3000/api/webhooks/microsoft/${id}?${new URLSearchParams({ validationToken: token })}`,
        {
          method: 'POST',
        },
      ),
    );

  it('gives the token back as plain text, whatever is in it, for a connection that there is', async () => {
    const { connectionId } = await calendarScene(world, { provider: 'outlook' });
    const answer = await ask(connectionId, '<script>alert(1)</script> & more');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/plain; charset=utf-8');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(await answer.text()).toBe('<script>alert(1)</script> & more');
  });

  it('is not for others: no such connection, or another provider’s', async () => {
    const { connectionId } = await calendarScene(world, { provider: 'google' });
    expect((await ask('cnx_unknown', 't')).status).toBe(404);
    expect((await ask(connectionId, 't')).status).toBe(404);
  });
});
