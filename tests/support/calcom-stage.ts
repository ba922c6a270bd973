import { eq } from 'drizzle-orm';
import { POST as calcomWebhook } from '@/app/api/webhooks/calcom/[connection]/route';
import { connectCalendar } from '@/lib/calendars/connections/connect-calendar';
import { subscriptionSecret } from '@/lib/calendars/connections/internal/vault';
import { maintainConnection } from '@/lib/calendars/connections/maintain-connections';
import { type Clock, systemClock } from '@/lib/core/clock';
import type { CommandContext } from '@/lib/db/command-context';
import { attendees, bookings } from '@/lib/db/schema/bookings';
import { type ConnectionSettings, connections } from '@/lib/db/schema/calendars';
import { webhookEvents } from '@/lib/db/schema/webhooks';
import { calendarContext } from '@/lib/wiring/calendars';
import { signCalcom } from '@/sandbox/calcom/notifier';
import { type Calcom, startCalcom } from '@/sandbox/calcom/start-calcom';
import { calcomApi } from '@/tests/sandbox/calcom/api';
import { commandContext, connectionNow } from './calendar-scene';
import { makeOrganization, type TestMember } from './factories';
import { type ServedHandlers, serveHandlers } from './serve-handlers';
import { shared } from './shared';
import { openWorld, type World } from './world';

/** The product and a Cal.com that posts to it, in one process. */
export interface CalcomStage {
  world: World<Clock>;
  calcom: Calcom;
  served: ServedHandlers;
  cal: ReturnType<typeof calcomApi>;
  close(): Promise<void>;
}

/** An organization whose account of Dana's is connected and subscribed. */
export interface CalcomAccount {
  ctx: CommandContext;
  owner: TestMember;
  connectionId: string;
  secret: string;
  /** Posts a body as Cal.com would, signed with the subscription's secret unless told. */
  post(
    body: object | string,
    headers?: Record<string, string>,
  ): Promise<{ status: number; body: Record<string, unknown> }>;
}

/** @param clock both sides’ time */
export async function calcomStage(clock: Clock = systemClock): Promise<CalcomStage> {
  const served = await serveHandlers();
  const calcom = await startCalcom({ now: () => clock.now() });
  const world = await openWorld({ APP_URL: served.url, CALCOM_API_URL: calcom.url }, clock);
  const stage: CalcomStage = {
    world,
    calcom,
    served,
    cal: calcomApi(() => calcom),
    async close() {
      await calcom.stop();
      await served.close();
      await world.close();
    },
  };
  return stage;
}

/** Connects Dana's account for a new organization. */
export async function calcomAccount(stage: CalcomStage, settings: ConnectionSettings = {}): Promise<CalcomAccount> {
  const { world, calcom, served } = stage;
  const { owner } = await makeOrganization(world);
  const ctx = commandContext(world, owner);
  const calendar = calendarContext(world.deps);
  const apiKey = `cal_live_${crypto.randomUUID()}`;
  calcom.control.putKey(apiKey, 77);
  const made = await connectCalendar(ctx, calendar, { provider: 'calcom', apiKey });
  await world.db
    .update(connections)
    .set({ settings: { eventTypeId: '4411', ...settings } })
    .where(eq(connections.id, made.id));
  await maintainConnection(calendar, await connectionNow(world, made.id));
  const row = await connectionNow(world, made.id);
  const secret = subscriptionSecret(world.deps, row) ?? '';
  served.handlers.set(`/api/webhooks/calcom/${row.id}`, calcomWebhook);
  return {
    ctx,
    owner,
    connectionId: row.id,
    secret,
    async post(body, headers) {
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      const answer = await fetch(`${served.url}/api/webhooks/calcom/${row.id}`, {
        method: 'POST',
        headers: headers ?? { 'content-type': 'application/json', 'x-cal-signature-256': signCalcom(secret, text) },
        body: text,
      });
      return { status: answer.status, body: await answer.json() };
    },
  };
}

/** Everything of an organization that deliveries change. */
export async function bookingsOf({ world }: CalcomStage, { ctx }: CalcomAccount) {
  const rows = await world.db
    .select()
    .from(bookings)
    .where(eq(bookings.organizationId, ctx.org))
    .orderBy(bookings.startTime, bookings.id);
  const people = await world.db
    .select()
    .from(attendees)
    .where(eq(attendees.organizationId, ctx.org))
    .orderBy(attendees.position);
  return rows.map((row) => ({ ...row, people: people.filter(({ bookingId }) => bookingId === row.id) }));
}

export function inboxOf({ world }: CalcomStage, { ctx }: CalcomAccount) {
  return world.db
    .select()
    .from(webhookEvents)
    .where(eq(webhookEvents.organizationId, ctx.org))
    .orderBy(webhookEvents.receivedAt, webhookEvents.id);
}

/** An id of a booking as Cal.com gives them. */
export function calcomUid(): string {
  return crypto.randomUUID().replaceAll('-', '').slice(0, 22);
}

/** The stage of a test file, opened before its tests and closed after them. */
export function sharedCalcomStage(clock?: Clock): CalcomStage {
  return shared(() => calcomStage(clock));
}
