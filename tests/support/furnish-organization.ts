import { sealCredentials } from '@/lib/calendars/connections/internal/vault';
import { trustedOrgId } from '@/lib/core/context';
import { attendees, bookings } from '@/lib/db/schema/bookings';
import { agents, connections } from '@/lib/db/schema/calendars';
import { calls, optOuts, recordings } from '@/lib/db/schema/calls';
import { emailTools, leadImports } from '@/lib/db/schema/lead-imports';
import { clients } from '@/lib/db/schema/leads';
import { notices, services } from '@/lib/db/schema/orgs';
import { webhookDeliveries, webhookEndpoints, webhookMessages } from '@/lib/db/schema/outgoing';
import { webhookEvents } from '@/lib/db/schema/webhooks';
import { sealTool } from '@/lib/leads/import/internal/email-tool-row';
import { listApiKeys } from '@/lib/orgs/access/api-key-queries';
import { createInvite } from '@/lib/orgs/members/create-invite';
import { listMembers } from '@/lib/orgs/members/member-queries';
import { sealSecret } from '@/lib/webhook-outbox/endpoints/endpoint-secrets';
import { makeApiKey, makeMember, type TestMember } from './factories';
import { doQueuedWork, makeCampaign, makeLead } from './lead-scene';
import type { World } from './world';

/** One thing of an organization for each collection of the API, by the collection's name in addresses. */
export type Furniture = Record<string, string>;

/** Gives an organization one of everything. A new collection of the API gets a thing of its own here. */
export async function furnishOrganization(
  world: Pick<World, 'deps' | 'db' | 'clock'>,
  owner: TestMember,
): Promise<Furniture> {
  const { db } = world;
  const { ids } = world.deps;
  const now = world.clock.now();
  const { organizationId, staffId, id: userId } = owner;
  const org = trustedOrgId(organizationId);
  const ctx = { org, actor: { kind: 'user', userId, role: 'owner' }, requestId: 'req_test', now, ids, db } as const;
  await makeMember(world, { id: organizationId }, 'operator');
  await makeApiKey(world, owner, ['bookings:read']);
  const { invite } = await createInvite(ctx, { email: `guest@${organizationId}.test`, role: 'viewer' });
  const [member] = (await listMembers(ctx)).filter(({ role }) => role === 'operator');
  const [key] = await listApiKeys(ctx);
  const [booking, call, notice, optOut, service, connection, agent] = [
    ids.make('booking'),
    ids.make('call'),
    ids.make('notice'),
    ids.make('optOut'),
    ids.make('service'),
    ids.make('connection'),
    ids.make('agent'),
  ];
  await db.insert(bookings).values({
    id: booking,
    organizationId,
    userId,
    staffId,
    source: 'dashboard',
    title: 'Rival',
    startTime: new Date('2026-03-03T15:00:00Z'),
    endTime: new Date('2026-03-03T15:30:00Z'),
    durationMinutes: 30,
    attendeeName: 'Rival guest',
    attendeePhone: '+12025550199',
    dueAt: new Date('2026-03-03T15:00:00Z'),
    createdAt: now,
    updatedAt: now,
  });
  await db.insert(calls).values({
    id: call,
    organizationId,
    bookingId: booking,
    attempt: 1,
    status: 'in-progress',
    callOrder: 'operator_first',
    operatorPhone: '+12025550198',
    attendeePhone: '+12025550199',
    fromPhone: '+12025550100',
    voice: { record: true, transcribe: false, translate: false, survey: false, qa: false },
    gates: [],
    dueAt: now,
    intentAt: now,
    createdAt: now,
    updatedAt: now,
  });
  await db.insert(recordings).values({
    id: ids.make('recording'),
    organizationId,
    callId: call,
    status: 'completed',
    mediaUrl: 'http://127.0.0.1:9/rival.mp3',
    requestedAt: now,
  });
  await db.insert(notices).values({ id: notice, organizationId, kind: 'missed', message: 'Rival', createdAt: now });
  await db.insert(optOuts).values({ id: optOut, organizationId, phone: '+12025550197', createdAt: now });
  await db.insert(services).values({ id: service, organizationId, slug: 'intro', name: 'Intro', durationMinutes: 20 });
  await db.insert(connections).values({
    id: connection,
    organizationId,
    provider: 'sandbox',
    accountId: 'sandbox',
    accountLabel: 'Sandbox calendar',
    credentials: sealCredentials(world.deps.encryption, connection, {}),
    isDefault: true,
    createdAt: now,
    updatedAt: now,
  });
  await db
    .insert(agents)
    .values({ id: agent, organizationId, name: 'Agent', widgetKey: `wk_${agent}`, createdAt: now });
  const [endpoint, message, delivery] = [
    ids.make('webhookEndpoint'),
    ids.make('webhookMessage'),
    ids.make('webhookDelivery'),
  ];
  await db.insert(webhookEndpoints).values({
    id: endpoint,
    organizationId,
    kind: 'standard',
    url: 'https://hooks.rival.example/in',
    eventTypes: ['booking.created'],
    secret: sealSecret(world.deps.encryption, endpoint, 'whsec_cml2YWw='),
    createdAt: now,
    updatedAt: now,
  });
  await db.insert(webhookMessages).values({
    id: message,
    organizationId,
    eventType: 'booking.created',
    sourceKey: `ev_${booking}`,
    bookingId: booking,
    body: '{}',
    occurredAt: now,
    createdAt: now,
  });
  await db.insert(webhookDeliveries).values({
    id: delivery,
    organizationId,
    messageId: message,
    endpointId: endpoint,
    status: 'delivered',
    createdAt: now,
    finishedAt: now,
  });
  const received = ids.make('webhookEvent');
  await db.insert(webhookEvents).values({
    id: received,
    organizationId,
    connectionId: connection,
    provider: 'calcom',
    kind: 'BOOKING_PAID',
    dedupeKey: received,
    payload: {},
    body: '{"triggerEvent":"OOO_CREATED"}',
    headers: {},
    receivedAt: now,
    status: 'ignored',
  });
  const people = await furnishLeads(world, organizationId, booking);
  // A later job runner would do this, too.
  await doQueuedWork(world);
  if (!member || !key) throw new Error('The organization lacks a member or a key.');
  return {
    members: member.id,
    invites: invite.id,
    'api-keys': key.id,
    staff: staffId,
    bookings: booking,
    calls: call,
    notices: notice,
    'opt-outs': optOut,
    services: service,
    connections: connection,
    agents: agent,
    ...people,
    'webhook-endpoints': endpoint,
    'webhook-deliveries': delivery,
    'webhook-events': received,
  };
}

/** A campaign with a lead, and somebody on the booking whose lead is not known. */
async function furnishLeads(
  world: Pick<World, 'deps' | 'db' | 'clock'>,
  organizationId: string,
  bookingId: string,
): Promise<Furniture> {
  const now = world.clock.now();
  const campaignId = await makeCampaign(world, organizationId);
  const lead = await makeLead(world, { organizationId, campaignId }, { email: `lead@${organizationId}.test` });
  const attendee = world.deps.ids.make('attendee');
  const person = { id: attendee, organizationId, bookingId, position: 0, name: 'Rival guest' };
  await world.db.insert(attendees).values({ ...person, matchTriedAt: now, createdAt: now, updatedAt: now });
  const client = world.deps.ids.make('client');
  await world.db.insert(clients).values({ id: client, organizationId, name: 'Rival client', createdAt: now });
  const leadImport = world.deps.ids.make('leadImport');
  await world.db.insert(leadImports).values({
    id: leadImport,
    organizationId,
    fileName: 'rival.csv',
    encoding: 'utf-8',
    delimiter: ',',
    columns: ['email'],
    mapping: { 0: 'email' },
    timezone: 'UTC',
    dayOrder: 'day_first',
    newCampaignName: 'Rival file',
    status: 'uploaded',
    createdAt: now,
    updatedAt: now,
  });
  const emailTool = world.deps.ids.make('emailTool');
  await world.db.insert(emailTools).values({
    id: emailTool,
    organizationId,
    provider: 'emailbison',
    baseUrl: 'https://dedi.emailbison.com',
    workspaceId: '1',
    workspaceName: 'Rival workspace',
    credentials: sealTool(world.deps.encryption, emailTool, { token: '1|rival', webhookToken: `rival-${emailTool}` }),
    webhookTokenHash: `hash-${emailTool}`,
    nextImportAt: new Date(now.getTime() + 86_400_000),
    createdAt: now,
    updatedAt: now,
  });
  return {
    'email-tools': emailTool,
    clients: client,
    'lead-imports': leadImport,
    campaigns: campaignId,
    leads: lead,
    'unmatched-bookings': attendee,
  };
}
