import { type Answer, json } from '@/sandbox/provider-kit/answer';
import { bearerOf } from '@/sandbox/provider-kit/request';
import { type Call, Router } from '@/sandbox/provider-kit/router';
import { type ProviderServer, startProviderServer } from '@/sandbox/provider-kit/start-provider-server';
import { type EmailBisonAccount, type SimulatedLead, sampleAccount } from './account';

export interface EmailBison extends ProviderServer {
  /** The workspace; changes show in the next reading. */
  readonly account: EmailBisonAccount;
}

/** As at EmailBison, `per_page` is ignored. */
const PAGE = 15;

/** Starts an EmailBison with one workspace. Some numbers are strings; the fault `soft-failure` refuses with status 200. */
export async function startEmailBison({
  port,
  account = sampleAccount(),
}: {
  port?: number;
  account?: EmailBisonAccount;
} = {}): Promise<EmailBison> {
  const campaignOf = ({ params }: Call) => account.campaigns.find(({ id }) => String(id) === params.id);
  const leadOf = ({ params }: Call) =>
    account.campaigns.flatMap(({ leads }) => leads).find(({ id }) => String(id) === params.id);
  const inCampaign = (call: Call, list: (leads: SimulatedLead[], id: number) => unknown[]) => {
    const campaign = campaignOf(call);
    return campaign ? paged(call, list(campaign.leads, campaign.id)) : missing();
  };
  const router = new Router()
    .on('GET', '/api/users', 'users.read', (call) =>
      paged(call, [{ id: 1, email: 'api@sandbox.example', workspace: account.workspace }]),
    )
    .on('GET', '/api/campaigns', 'campaigns.list', (call) => paged(call, account.campaigns.map(campaignWire)))
    .on('GET', '/api/campaigns/:id/leads', 'campaigns.leads', (call) =>
      inCampaign(call, (leads) => leads.map((lead) => leadWire(account, lead))),
    )
    .on('GET', '/api/campaigns/:id/scheduled-emails', 'campaigns.sent', (call) =>
      inCampaign(call, (leads) => leads.filter(({ sent_at }) => sent_at).map(sentWire)),
    )
    .on('GET', '/api/campaigns/:id/replies', 'campaigns.replies', (call) =>
      inCampaign(call, (leads, id) => leads.flatMap((lead) => replyWire(lead, id))),
    )
    .on('GET', '/api/leads/:id', 'leads.read', (call) => {
      const lead = leadOf(call);
      return lead ? json(200, { data: leadWire(account, lead) }) : missing();
    })
    .on('GET', '/api/leads/:id/replies', 'leads.replies', (call) => {
      const lead = leadOf(call);
      const campaign = account.campaigns.find(({ leads }) => leads.some((one) => one === lead));
      return lead && campaign ? paged(call, replyWire(lead, campaign.id)) : missing();
    })
    // Endpoints that send email; a reader must never call them.
    .on('PATCH', '/api/campaigns/:id/resume', 'campaigns.resume', () => json(200, { data: { success: true } }));
  const server = await startProviderServer({
    name: 'emailbison',
    ...(port === undefined ? {} : { port }),
    router,
    around: async (call, handle) => {
      if (bearerOf(call.request) !== account.token) return json(401, { message: 'Unauthenticated.' });
      if (call.fault('soft-failure')) return json(200, { success: false, message: 'Something went wrong' });
      return handle();
    },
    refuse: (status, _request, message) => json(status, { message }, status === 429 ? { 'retry-after': '1' } : {}),
    state: () => account,
  });
  return { ...server, account };
}

function missing(): Answer {
  return json(404, { message: 'Record not found.' });
}

function paged(call: Call, all: unknown[]): Answer {
  const page = Math.max(1, Number(call.request.query.get('page') ?? 1));
  const last = Math.max(1, Math.ceil(all.length / PAGE));
  return json(200, {
    data: all.slice((page - 1) * PAGE, page * PAGE),
    links: { next: page < last ? `?page=${page + 1}` : null },
    meta: { current_page: page, last_page: String(last), per_page: PAGE, total: all.length },
  });
}

function campaignWire({ id, name, status, leads }: EmailBisonAccount['campaigns'][number]) {
  const replies = leads.filter(({ reply }) => reply && !reply.automated);
  return {
    id,
    name,
    status,
    emails_sent: String(leads.filter(({ sent_at }) => sent_at).length),
    replied: replies.length,
    unique_replies: replies.length,
    bounced: leads.filter((lead) => lead.status === 'bounced').length,
    unsubscribed: '0',
    interested: replies.filter(({ reply }) => reply?.interested).length,
    total_leads: leads.length,
    total_leads_contacted: leads.filter(({ sent_at }) => sent_at).length,
    updated_at: '2026-02-01T00:00:00.000000Z',
  };
}

function leadWire({ campaigns }: EmailBisonAccount, lead: SimulatedLead) {
  return {
    id: lead.id,
    email: lead.email,
    first_name: lead.first_name,
    last_name: lead.last_name,
    company: lead.company,
    title: null,
    status: lead.status === 'bounced' ? 'bounced' : 'verified',
    custom_variables: lead.phone ? [{ name: 'phone number', value: lead.phone }] : [],
    lead_campaign_data: campaigns
      .filter(({ leads }) => leads.some(({ id }) => id === lead.id))
      .map(({ id }) => ({
        campaign_id: id,
        status: lead.status,
        emails_sent: lead.sent_at ? '1' : 0,
        // As at EmailBison, counters may lag behind the status.
        replies: 0,
        interested: lead.reply?.interested ?? false,
      })),
  };
}

function sentWire(lead: SimulatedLead) {
  return {
    id: lead.id * 10,
    status: lead.status === 'bounced' ? 'bounced' : 'sent',
    sent_at: lead.sent_at,
    lead: { id: lead.id },
  };
}

function replyWire(lead: SimulatedLead, campaignId: number) {
  if (!lead.reply) return [];
  const { id, at, interested, automated = false } = lead.reply;
  return [
    {
      id,
      campaign_id: campaignId,
      lead_id: String(lead.id),
      folder: 'Inbox',
      interested,
      automated_reply: automated,
      date_received: at,
    },
  ];
}
