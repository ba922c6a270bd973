import { connectEmailToolBody, emailToolResponse, emailToolsResponse } from '@/lib/contracts/email-tools';
import { defineRoute } from '@/lib/http/routes/define-route';
import { connectEmailTool } from '@/lib/leads/import/connect-email-tool';
import { listEmailTools } from '@/lib/leads/import/email-tool-queries';
import { emailToolContext } from '@/lib/wiring/email-tools';
import { importEmailToolsSoon } from '@/lib/wiring/follow-up';

const route = '/api/email-tools';

/** Seconds; the first reading begins after the response. */
export const maxDuration = 120;

export const GET = defineRoute(
  { route, permission: 'campaigns:read', response: emailToolsResponse },
  async ({ ctx, deps }) => ({
    success: true as const,
    email_tools: await listEmailTools(ctx, emailToolContext(deps)),
    default_base_url: deps.config.emailBison.apiUrl ?? null,
  }),
);

export const POST = defineRoute(
  { route, permission: 'campaigns:write', body: connectEmailToolBody, response: emailToolResponse, status: 201 },
  async ({ ctx, body, deps, afterResponse }) => {
    const tool = await connectEmailTool(ctx, emailToolContext(deps), body);
    afterResponse(importEmailToolsSoon);
    return { success: true as const, email_tool: tool };
  },
);
