import { changeEmailTool, disconnectEmailTool } from '@/lib/leads/import/update-email-tool';
import { changeEmailToolBody, emailToolAnswer } from '@/lib/contracts/email-tools';
import { done, idParams } from '@/lib/contracts/shared';
import { defineRoute } from '@/lib/http/routes/define-route';
import { emailToolContext } from '@/lib/wiring/email-tools';

const route = '/api/email-tools/[id]';

export const PATCH = defineRoute(
  { route, permission: 'campaigns:write', params: idParams, body: changeEmailToolBody, response: emailToolAnswer },
  async ({ ctx, params, body, deps }) => ({
    success: true as const,
    email_tool: await changeEmailTool(ctx, emailToolContext(deps), params.id, body),
  }),
);

export const DELETE = defineRoute(
  { route, permission: 'campaigns:write', params: idParams, response: done },
  async ({ ctx, params, deps }) => {
    await disconnectEmailTool(ctx, emailToolContext(deps), params.id);
    return { success: true as const };
  },
);
