import { emailToolResponse, updateEmailToolBody } from '@/lib/contracts/email-tools';
import { done, idParams } from '@/lib/contracts/shared';
import { defineRoute } from '@/lib/http/routes/define-route';
import { disconnectEmailTool, updateEmailTool } from '@/lib/leads/import/update-email-tool';
import { emailToolContext } from '@/lib/wiring/email-tools';

const route = '/api/email-tools/[id]';

export const PATCH = defineRoute(
  { route, permission: 'campaigns:write', params: idParams, body: updateEmailToolBody, response: emailToolResponse },
  async ({ ctx, params, body, deps }) => ({
    success: true as const,
    email_tool: await updateEmailTool(ctx, emailToolContext(deps), params.id, body),
  }),
);

export const DELETE = defineRoute(
  { route, permission: 'campaigns:write', params: idParams, response: done },
  async ({ ctx, params, deps }) => {
    await disconnectEmailTool(ctx, emailToolContext(deps), params.id);
    return { success: true as const };
  },
);
