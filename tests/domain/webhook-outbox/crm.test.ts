import { and, eq } from 'drizzle-orm';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { POST as sendTest } from '@/app/api/webhook-endpoints/[id]/test/route';
import { POST as createEndpoint } from '@/app/api/webhook-endpoints/route';
import type { WebhookEndpoint } from '@/lib/contracts/webhook-endpoints';
import { campaigns, leads } from '@/lib/db/schema/leads';
import { crmObjects, webhookDeliveries, webhookEndpoints, webhookMessages } from '@/lib/db/schema/outgoing';
import { enqueue } from '@/lib/jobs/enqueue';
import { LEAD_BOOKED } from '@/lib/leads/job-names';
import { readCrmEvent } from '@/lib/webhook-outbox/providers/crm/crm-event';
import { createHubSpot } from '@/lib/webhook-outbox/providers/hubspot/adapter';
import { contactOf } from '@/lib/webhook-outbox/providers/hubspot/map';
import { createSalesforce } from '@/lib/webhook-outbox/providers/salesforce/adapter';
import { eventOf, leadOf } from '@/lib/webhook-outbox/providers/salesforce/map';
import { type HubSpot, startHubSpot } from '@/sandbox/hubspot/start-hubspot';
import { type Salesforce, startSalesforce } from '@/sandbox/salesforce/start-salesforce';
import { booked, change } from '@/tests/support/booking-requests';
import { callRoute } from '@/tests/support/call-route';
import { allEventTypes, type OutgoingScene, outgoingScene } from '@/tests/support/outgoing-scene';
import { openWorld, type World } from '@/tests/support/world';

let world: World;
let scene: OutgoingScene;
let hubspot: HubSpot;
let salesforce: Salesforce;
let hour = 0;

beforeAll(async () => {
  [hubspot, salesforce] = await Promise.all([startHubSpot(), startSalesforce()]);
  world = await openWorld({ HUBSPOT_API_URL: hubspot.url, SALESFORCE_LOGIN_URL: salesforce.url });
  scene = await outgoingScene(world);
});
afterEach(async () => {
  hubspot.control.reset();
  salesforce.control.reset();
  await world.db.delete(webhookEndpoints);
  await world.db.delete(campaigns);
});
afterAll(async () => {
  await Promise.all([hubspot.stop(), salesforce.stop(), scene.receiver.stop()]);
  await world.close();
});

function book() {
  hour += 1;
  return booked(scene.caller, { start_time: new Date(Date.UTC(2026, 5, 1, hour)).toISOString(), staff_id: null });
}

const kinds = {
  hubspot: () => ({ kind: 'hubspot', access_token: hubspot.token }),
  salesforce: () => ({
    kind: 'salesforce',
    url: 'https://ours.my.salesforce.com',
    consumer_key: salesforce.consumerKey,
    consumer_secret: salesforce.consumerSecret,
  }),
} as const;
type Kind = keyof typeof kinds;

async function target(kind: Kind, changes: Record<string, unknown> = {}): Promise<WebhookEndpoint> {
  const body = { ...kinds[kind](), event_types: allEventTypes, ...changes };
  const answer = await callRoute<{ webhook_endpoint: WebhookEndpoint; secret: unknown }>(createEndpoint, {
    as: scene.caller,
    body,
  });
  expect([answer.status, answer.body.secret]).toEqual([201, null]);
  return answer.body.webhook_endpoint;
}

const deliveries = (endpoint: WebhookEndpoint) =>
  world.db.select().from(webhookDeliveries).where(eq(webhookDeliveries.endpointId, endpoint.id));

/** Lets pauses pass until everything has arrived, or nothing moves any more. */
async function untilDone(endpoint: WebhookEndpoint) {
  for (let i = 0; i < 8; i += 1) {
    await scene.drain();
    if ((await deliveries(endpoint)).every(({ status }) => status !== 'waiting')) return;
    world.clock.advance(8 * 3_600_000);
  }
}

/** What the CRM holds: people by e-mail address, and meetings. */
const held: Record<Kind, () => { people: Record<string, unknown>[]; meetings: Record<string, unknown>[] }> = {
  hubspot: () => ({
    people: [...hubspot.store.objects.contacts.values()].map(({ properties }) => properties),
    meetings: [...hubspot.store.objects.meetings.values()].map(({ properties }) => properties),
  }),
  salesforce: () => ({
    people: salesforce.records.of('Lead').map(({ fields }) => fields),
    meetings: salesforce.records.of('Event').map(({ fields }) => fields),
  }),
};

const both: Kind[] = ['hubspot', 'salesforce'];

describe('a booking in a CRM', () => {
  it.each(both)('%s gets the person with the booking, and one meeting', async (kind) => {
    const endpoint = await target(kind);
    const booking = await book();
    await untilDone(endpoint);
    expect(await deliveries(endpoint)).toMatchObject([{ status: 'delivered' }]);
    const { people, meetings } = held[kind]();
    if (kind === 'hubspot') {
      expect(people).toMatchObject([
        { email: 'ada@example.com', firstname: 'Ada', lastname: 'Lovelace', booking_at: booking.start_time },
      ]);
      expect(meetings).toMatchObject([{ slotline_booking_id: booking.id, hs_meeting_outcome: 'SCHEDULED' }]);
      expect(hubspot.store.associations.size).toBe(1);
    } else {
      expect(people).toMatchObject([
        { Email: 'ada@example.com', FirstName: 'Ada', LastName: 'Lovelace', Booking_At__c: booking.start_time },
      ]);
      expect(meetings).toMatchObject([{ Slotline_Booking_Id__c: booking.id, Subject: booking.title }]);
    }
  });

  it.each(both)('%s: a move changes the meeting that is there', async (kind) => {
    const endpoint = await target(kind);
    const booking = await book();
    await untilDone(endpoint);
    const moved = new Date(Date.parse(booking.start_time) + 40 * 86_400_000).toISOString();
    await change(scene.caller, booking.id, { start_time: moved });
    await untilDone(endpoint);
    const { meetings } = held[kind]();
    expect(meetings).toHaveLength(1);
    expect(Object.values(meetings[0] ?? {})).toContain(moved);
  });

  it.each(
    both.flatMap((kind) => (['commit-then-500', 'commit-then-drop'] as const).map((fault) => [kind, fault] as const)),
  )(
    '%s: an answer lost after the work was done (%s) makes no second person and no second meeting',
    async (kind, fault) => {
      const endpoint = await target(kind);
      const server = kind === 'hubspot' ? hubspot : salesforce;
      const operations = kind === 'hubspot' ? ['objects.upsert', 'associate'] : ['upsert', 'create'];
      for (const operation of operations) server.control.addFault({ kind: fault, operation, count: 2 });
      await book();
      await untilDone(endpoint);
      expect(await deliveries(endpoint)).toMatchObject([{ status: 'delivered' }]);
      const { people, meetings } = held[kind]();
      expect([people.length, meetings.length]).toEqual([1, 1]);
    },
  );

  it.each(both)('%s: silence after the work was done makes no second person and no second meeting', async (kind) => {
    const endpoint = await target(kind);
    await book();
    await scene.drain();
    const [row] = await world.db
      .select({ endpoint: webhookEndpoints, message: webhookMessages, delivery: webhookDeliveries })
      .from(webhookDeliveries)
      .innerJoin(webhookEndpoints, eq(webhookEndpoints.id, webhookDeliveries.endpointId))
      .innerJoin(webhookMessages, eq(webhookMessages.id, webhookDeliveries.messageId))
      .where(eq(webhookDeliveries.endpointId, endpoint.id));
    if (!row) throw new Error('There is no delivery.');
    await world.db.delete(crmObjects);
    const server = kind === 'hubspot' ? hubspot : salesforce;
    server.control.reset();
    const operations = kind === 'hubspot' ? ['objects.upsert', 'associate'] : ['upsert', 'create'];
    for (const operation of operations) server.control.addFault({ kind: 'commit-then-timeout', operation, count: 1 });
    const options = { ...world.deps, timeoutMs: 1_500 };
    const transport =
      kind === 'hubspot'
        ? createHubSpot({ ...options, baseUrl: hubspot.url })
        : createSalesforce({ ...options, loginUrl: salesforce.url });
    const results: string[] = [];
    for (let i = 0; i < 4; i += 1) {
      const result = await transport({ ...row, now: world.clock.now() });
      results.push(result.ok ? 'ok' : result.error);
      if (result.ok) break;
    }
    expect(results).toEqual(['timeout', 'timeout', 'ok']);
    const { people, meetings } = held[kind]();
    expect([people.length, meetings.length]).toEqual([1, 1]);
  });

  it.each(both)('%s: 429 and 503 are tried again', async (kind) => {
    const endpoint = await target(kind);
    const server = kind === 'hubspot' ? hubspot : salesforce;
    server.control.addFault({ kind: 'status', status: 429, count: 1, headers: { 'retry-after': '60' } });
    server.control.addFault({ kind: 'status', status: 503, count: 1 });
    await book();
    await untilDone(endpoint);
    expect(await deliveries(endpoint)).toMatchObject([{ status: 'delivered', attempts: 3 }]);
    expect(held[kind]().meetings).toHaveLength(1);
  });

  it.each(both)('%s: an older event that arrives later changes nothing', async (kind) => {
    const endpoint = await target(kind);
    const booking = await book();
    const server = kind === 'hubspot' ? hubspot : salesforce;
    server.control.addFault({ kind: 'status', status: 503, count: 1 });
    await scene.drain();
    world.clock.advance(1_000);
    const moved = new Date(Date.parse(booking.start_time) + 80 * 86_400_000).toISOString();
    await change(scene.caller, booking.id, { start_time: moved });
    await untilDone(endpoint);
    expect((await deliveries(endpoint)).map(({ status }) => status)).toEqual(['delivered', 'delivered']);
    expect(Object.values(held[kind]().meetings[0] ?? {})).toContain(moved);
  });

  it.each(both)('%s: several events of one booking at once make one meeting, as the last one says', async (kind) => {
    const endpoint = await target(kind);
    const booking = await book();
    const day = (days: number) => new Date(Date.parse(booking.start_time) + days * 86_400_000).toISOString();
    for (const days of [90, 91, 92]) {
      world.clock.advance(10);
      await change(scene.caller, booking.id, { start_time: day(days) });
    }
    await Promise.all([scene.drain(), scene.drain(), scene.drain()]);
    await untilDone(endpoint);
    expect((await deliveries(endpoint)).map(({ status }) => status)).toEqual(Array(4).fill('delivered'));
    const { people, meetings } = held[kind]();
    expect([people.length, meetings.length]).toEqual([1, 1]);
    expect(Object.values(meetings[0] ?? {})).toContain(day(92));
  });

  it.each(both)(
    '%s gets the lead whose attendee it is, with time, provider and join link of the booking',
    async (kind) => {
      const endpoint = await target(kind, { event_types: ['lead.booked'] });
      const { ids, clock, db } = world.deps;
      const now = clock.now();
      const organizationId = scene.owner.organizationId;
      const [campaignId, leadId] = [ids.make('campaign'), ids.make('lead')];
      await db
        .insert(campaigns)
        .values({ id: campaignId, organizationId, name: 'Spring', source: 'csv', createdAt: now, updatedAt: now });
      await db.insert(leads).values({
        id: leadId,
        organizationId,
        campaignId,
        email: 'ada@example.com',
        emailKey: 'ada@example.com',
        company: 'Analytical Engines',
        sentAt: now,
        createdAt: now,
        updatedAt: now,
      });
      const booking = await book();
      await untilDone(endpoint);
      const payload = { leadId, bookingId: booking.id };
      const again = { name: LEAD_BOOKED, key: 'again', organizationId, payload, runAt: clock.now() };
      await enqueue(db, { ids, now: clock.now() }, again);
      await untilDone(endpoint);
      const [told, ...more] = await db
        .select()
        .from(webhookMessages)
        .where(and(eq(webhookMessages.eventType, 'lead.booked'), eq(webhookMessages.bookingId, booking.id)));
      expect(more).toEqual([]);
      const [lead] = await db.select().from(leads).where(eq(leads.id, leadId));
      expect(JSON.parse(told?.body ?? '').data.lead).toMatchObject({
        id: leadId,
        booking_at: booking.start_time,
        booking_provider: lead?.bookingProvider,
        booking_join_url: lead?.bookingJoinUrl,
        campaign: { name: 'Spring' },
      });
      const { people, meetings } = held[kind]();
      expect([people.length, meetings.length]).toEqual([1, 1]);
      expect(people[0]).toMatchObject(
        kind === 'hubspot'
          ? { email: 'ada@example.com', company: 'Analytical Engines', booking_at: booking.start_time }
          : { Email: 'ada@example.com', Company: 'Analytical Engines', Booking_At__c: booking.start_time },
      );
    },
  );

  it('carries provider and join link of a lead’s booking into the fields of both', () => {
    const carried = {
      booking_at: '2026-03-03T15:00:00.000Z',
      booking_provider: 'calcom',
      booking_join_url: 'https://meet.example.com/1',
    };
    const names = { first_name: 'Grace', last_name: 'Hopper', company: 'Navy', phone: null };
    const booking = {
      id: 'bk_1',
      title: 'Intro',
      status: 'pending',
      start_time: carried.booking_at,
      end_time: '2026-03-03T15:30:00.000Z',
      provider: 'calcom',
      join_url: carried.booking_join_url,
      attendee: { name: 'Grace Hopper', email: 'grace@navy.example', phone: null },
    };
    const data = { booking, lead: { email: 'Grace@navy.example', ...names, ...carried } };
    const message = { body: JSON.stringify({ type: 'lead.booked', data }) };
    const event = readCrmEvent(message as typeof webhookMessages.$inferSelect);
    if (event === 'test' || 'nothing' in event) throw new Error('It is an event.');
    expect(contactOf(event, null)).toEqual({
      email: 'grace@navy.example',
      firstname: 'Grace',
      lastname: 'Hopper',
      company: 'Navy',
      ...carried,
    });
    expect(leadOf(event)).toMatchObject({
      Booking_At__c: carried.booking_at,
      Booking_Provider__c: 'calcom',
      Booking_Join_URL__c: carried.booking_join_url,
    });
  });
});

describe('what people wrote down at HubSpot', () => {
  it('stays; what they left out is filled in', async () => {
    const said = { email: 'ada@example.com', firstname: 'Augusta Ada', lastname: 'King', phone: '' };
    hubspot.store.upsert('contacts', 'email', said.email, said);
    const endpoint = await target('hubspot');
    const booking = await book();
    await untilDone(endpoint);
    const [person] = held.hubspot().people;
    expect(person).toMatchObject({ firstname: 'Augusta Ada', lastname: 'King', booking_at: booking.start_time });
    expect(person?.phone).toMatch(/^\+/);
  });
});

describe('what people and rules of a Salesforce do meanwhile', () => {
  it('an event that somebody deleted over there is made anew', async () => {
    const endpoint = await target('salesforce');
    const booking = await book();
    await untilDone(endpoint);
    salesforce.records.of('Event').length = 0;
    const moved = new Date(Date.parse(booking.start_time) + 120 * 86_400_000).toISOString();
    await change(scene.caller, booking.id, { start_time: moved });
    await untilDone(endpoint);
    expect((await deliveries(endpoint)).map(({ attempts, status }) => [attempts, status])).toEqual([
      [1, 'delivered'],
      [1, 'delivered'],
    ]);
    expect(held.salesforce().meetings).toMatchObject([{ StartDateTime: moved }]);
  });

  it('a rule that warns of similar people does not keep a new one out', async () => {
    salesforce.control.addFault({ kind: 'similar-lead' });
    const endpoint = await target('salesforce');
    await book();
    await untilDone(endpoint);
    expect(await deliveries(endpoint)).toMatchObject([{ status: 'delivered', attempts: 1 }]);
    expect(held.salesforce().people).toHaveLength(1);
  });

  it('what is longer than its fields is shortened, and a link left out: the booking arrives all the same', () => {
    const name = `${'Maximiliana '.repeat(5)}${'von-und-zu-'.repeat(9)}Stein`;
    const email = `${'a'.repeat(60)}@${'long.'.repeat(8)}example.com`;
    const booking = {
      id: 'bk_1',
      title: 'A title '.repeat(40),
      status: 'pending',
      start_time: '2026-03-03T15:00:00.000Z',
      end_time: '2026-03-03T15:30:00.000Z',
      provider: 'outlook',
      join_url: `https://teams.example.com/l/meetup-join/${'x'.repeat(300)}`,
      attendee: { name, email, phone: '+12025550143' },
    };
    const message = { body: JSON.stringify({ type: 'booking.created', data: { booking } }) };
    const event = readCrmEvent(message as typeof webhookMessages.$inferSelect);
    if (event === 'test' || 'nothing' in event) throw new Error('It is an event.');
    const records = salesforce.records;
    for (const fields of [leadOf(event), eventOf(event, '00Q1')]) expect(records.tooLongField(fields)).toBeUndefined();
    expect(leadOf(event)).toMatchObject({ Company: `${'long.'.repeat(8)}example.com`, Booking_Join_URL__c: null });
  });
});

describe('credentials of a CRM', () => {
  it.each([
    ['hubspot', { access_token: 'pat-wrong' }],
    ['salesforce', { consumer_secret: 'wrong' }],
  ] as const)('%s: wrong ones are named by a test event', async (kind, wrong) => {
    const good = await target(kind);
    const bad = await target(kind, wrong);
    for (const { id } of [good, bad]) await callRoute(sendTest, { method: 'POST', as: scene.caller, params: { id } });
    await world.settle();
    await scene.drain();
    expect(await deliveries(good)).toMatchObject([{ status: 'delivered' }]);
    expect(await deliveries(bad)).toMatchObject([{ status: 'waiting', lastError: 'bad_credentials' }]);
    expect(held[kind]().people).toEqual([]);
  });

  it('HubSpot: fields that the token may not make are named', async () => {
    hubspot.control.addFault({ kind: 'missing-scopes' });
    const endpoint = await target('hubspot');
    await book();
    await scene.drain();
    expect(await deliveries(endpoint)).toMatchObject([{ status: 'waiting', lastError: 'missing_field' }]);
  });

  it('Salesforce: an address that is not Salesforce’s is refused', async () => {
    const body = { ...kinds.salesforce(), url: 'https://salesforce.com.evil.example', event_types: allEventTypes };
    expect((await callRoute(createEndpoint, { as: scene.caller, body })).status).toBe(400);
  });
});
