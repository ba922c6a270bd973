import { beforeAll, describe, expect, it } from 'vitest';
import { GET as getCampaign, PATCH as patchCampaign } from '@/app/api/campaigns/[id]/route';
import { GET as listCampaigns, POST as postCampaign } from '@/app/api/campaigns/route';
import { DELETE as deleteClient, GET as getClient, PATCH as patchClient } from '@/app/api/clients/[id]/route';
import { GET as listClients, POST as postClient } from '@/app/api/clients/route';
import { GET as getLead } from '@/app/api/leads/[id]/route';
import { GET as listLeads, POST as postLead } from '@/app/api/leads/route';
import type { CampaignsResponse, CampaignWire } from '@/lib/contracts/campaigns';
import type { ClientWire } from '@/lib/contracts/clients';
import type { LeadDetailsWire, LeadsResponse } from '@/lib/contracts/leads';
import { callRoute, type Problem } from '@/tests/support/call-route';
import { type Caller, makeMember, makeOrganization, signIn } from '@/tests/support/factories';
import { sharedWorld } from '@/tests/support/world';

const world = sharedWorld();
let asOwner: Caller;
let asViewer: Caller;
let asStranger: Caller;
beforeAll(async () => {
  const { organization, owner } = await makeOrganization(world);
  asOwner = await signIn(world, owner);
  asViewer = await signIn(world, await makeMember(world, organization, 'viewer'));
  asStranger = await signIn(world, (await makeOrganization(world)).owner);
});

const newClient = (body: object, as: Caller | undefined = asOwner) =>
  callRoute<Problem & { client: ClientWire }>(postClient, { as, body });
const newCampaign = (body: object, as: Caller | undefined = asOwner) =>
  callRoute<Problem & { campaign: CampaignWire }>(postCampaign, { as, body });
const newLead = (body: object, as: Caller | undefined = asOwner) =>
  callRoute<Problem & { lead: LeadDetailsWire }>(postLead, { as, body });
const leadsOf = async (query: Record<string, string>, as: Caller = asOwner) =>
  (await callRoute<LeadsResponse & Problem>(listLeads, { as, query })).body;

describe('clients', () => {
  it('are added, renamed, put away and taken back', async () => {
    const { status, body } = await newClient({ name: 'Acme' });
    expect([status, body.client.name, body.client.campaigns]).toEqual([201, 'Acme', 0]);
    const params = { id: body.client.id };
    const renamed = await callRoute<{ client: ClientWire }>(patchClient, {
      method: 'PATCH',
      as: asOwner,
      params,
      body: { name: 'Acme Inc' },
    });
    expect(renamed.body.client.name).toBe('Acme Inc');
    const names = async (archived: string) =>
      (await callRoute<{ clients: ClientWire[] }>(listClients, { as: asOwner, query: { archived } })).body.clients.map(
        ({ name }) => name,
      );
    await callRoute(deleteClient, { method: 'DELETE', as: asOwner, params });
    expect([await names('false'), await names('true')]).toEqual([[], ['Acme Inc']]);
    await callRoute(patchClient, { method: 'PATCH', as: asOwner, params, body: { archived: false } });
    expect([await names('false'), await names('true')]).toEqual([['Acme Inc'], []]);
  });

  it('are written by those who may, and seen by nobody else', async () => {
    expect((await newClient({ name: ' ' })).status).toBe(400);
    expect((await newClient({ name: 'X' }, asViewer)).status).toBe(403);
    expect((await newClient({ name: 'X' }, {})).status).toBe(401);
    const { body } = await newClient({ name: 'Ours' });
    expect((await callRoute(getClient, { as: asStranger, params: { id: body.client.id } })).status).toBe(404);
    expect((await callRoute(getClient, { as: asViewer, params: { id: body.client.id } })).status).toBe(200);
  });
});

describe('campaigns', () => {
  it('are made here, given to a client and found by it', async () => {
    const { client } = (await newClient({ name: 'Beta' })).body;
    const { status, body } = await newCampaign({ name: 'Spring mailing' });
    expect([status, body.campaign.client, body.campaign.source]).toEqual([201, null, 'csv']);
    const params = { id: body.campaign.id };
    await callRoute(patchCampaign, { method: 'PATCH', as: asOwner, params, body: { client_id: client.id } });
    const found = await callRoute<CampaignsResponse>(listCampaigns, { as: asOwner, query: { client_id: client.id } });
    expect(found.body.campaigns).toMatchObject([{ id: body.campaign.id, client: { name: 'Beta' } }]);
    expect((await callRoute(getCampaign, { as: asStranger, params })).status).toBe(404);
    expect((await newCampaign({ name: 'X' }, asViewer)).status).toBe(403);
    expect((await newCampaign({ name: '' })).status).toBe(400);
  });

  it('come page by page, each once', async () => {
    for (let n = 0; n < 5; n += 1) await newCampaign({ name: `Paged ${n}` });
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const query: Record<string, string> = { q: 'paged', limit: '2', ...(cursor ? { cursor } : {}) };
      const { body }: { body: CampaignsResponse } = await callRoute(listCampaigns, { as: asOwner, query });
      seen.push(...body.campaigns.map(({ name }) => name));
      cursor = body.next_cursor;
    }
    expect(seen.sort()).toEqual(['Paged 0', 'Paged 1', 'Paged 2', 'Paged 3', 'Paged 4']);
    expect((await callRoute(listCampaigns, { as: asOwner, query: { cursor: 'x' } })).status).toBe(400);
  });
});

describe('leads', () => {
  it('are added once per campaign and address', async () => {
    const { campaign } = (await newCampaign({ name: 'Adding' })).body;
    const lead = { campaign_id: campaign.id, email: 'Ann@Beta.example', first_name: 'Ann', phone: '+1 202 555 0133' };
    const { status, body } = await newLead(lead);
    expect([status, body.lead.phone, body.lead.stage, body.lead.bookings]).toEqual([
      201,
      '+12025550133',
      'not_sent',
      [],
    ]);
    const again = await newLead({ ...lead, first_name: 'Anna' });
    expect([again.status, again.body.errors?.[0]?.field]).toEqual([409, 'email']);
    const { lead: kept } = (
      await callRoute<{ lead: LeadDetailsWire }>(getLead, { as: asOwner, params: { id: body.lead.id } })
    ).body;
    expect(kept.first_name).toBe('Ann');
    expect((await newLead({ ...lead, phone: '123' })).body.code).toBe('invalid_phone');
    expect((await newLead({ ...lead, email: 'nobody' })).status).toBe(400);
    expect((await newLead(lead, asStranger)).status).toBe(404);
    expect((await newLead(lead, asViewer)).status).toBe(403);
  });

  it('are found by words, campaign, client and stage, counted, and paged without loss', async () => {
    const { client } = (await newClient({ name: 'Gamma' })).body;
    const { campaign } = (await newCampaign({ name: 'Finding', client_id: client.id })).body;
    for (let n = 0; n < 5; n += 1)
      await newLead({ campaign_id: campaign.id, email: `p${n}@gamma.example`, first_name: 'Pat', last_name: `Nr${n}` });
    expect((await leadsOf({ q: 'pat nr3' })).leads).toMatchObject([{ email: 'p3@gamma.example' }]);
    expect((await leadsOf({ client_id: client.id })).total).toEqual({ count: 5, capped: false });
    expect((await leadsOf({ campaign_id: campaign.id, stage: 'sent' })).leads).toEqual([]);
    expect((await leadsOf({ campaign_id: campaign.id, stage: 'not_sent' })).total.count).toBe(5);
    const first = await leadsOf({ campaign_id: campaign.id, limit: '3' });
    const rest = await leadsOf({ campaign_id: campaign.id, limit: '3', cursor: first.next_cursor ?? '' });
    expect([...first.leads, ...rest.leads].map(({ email }) => email).sort()).toEqual(
      [0, 1, 2, 3, 4].map((n) => `p${n}@gamma.example`),
    );
    expect(rest.next_cursor).toBeNull();
    expect((await leadsOf({ campaign_id: campaign.id }, asStranger)).leads).toEqual([]);
  });
});
