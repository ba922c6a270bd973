import { createLeadBody, leadResponse, leadsQuery, leadsResponse } from '@/lib/contracts/leads';
import { defineRoute } from '@/lib/http/routes/define-route';
import { createLead } from '@/lib/leads/create-lead';
import { listLeads } from '@/lib/leads/lead-queries';
import { runJobsSoon } from '@/lib/wiring/follow-up';

const route = '/api/leads';

/** Seconds; matching runs after the response. */
export const maxDuration = 60;

export const GET = defineRoute(
  { route, permission: 'campaigns:read', query: leadsQuery, response: leadsResponse },
  async ({ ctx, query }) => {
    const { leads, nextCursor, total } = await listLeads(ctx, query);
    return { success: true as const, leads, next_cursor: nextCursor, total };
  },
);

export const POST = defineRoute(
  { route, permission: 'campaigns:write', body: createLeadBody, response: leadResponse, status: 201, idempotent: true },
  async ({ ctx, body, afterResponse }) => {
    const lead = await createLead(ctx, body);
    afterResponse(runJobsSoon);
    return { success: true as const, lead };
  },
);
