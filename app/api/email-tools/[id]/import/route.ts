import { emailToolResponse } from '@/lib/contracts/email-tools';
import { idParams } from '@/lib/contracts/shared';
import { defineRoute } from '@/lib/http/routes/define-route';
import { importSoon } from '@/lib/leads/import/update-email-tool';
import { emailToolContext } from '@/lib/wiring/email-tools';
import { importEmailToolsSoon } from '@/lib/wiring/follow-up';

/** Seconds. */
export const maxDuration = 120;

/** Reads the workspace now instead of at its next interval. */
export const POST = defineRoute(
  {
    route: '/api/email-tools/[id]/import',
    permission: 'campaigns:write',
    params: idParams,
    response: emailToolResponse,
  },
  async ({ ctx, params, deps, afterResponse }) => {
    const tool = await importSoon(ctx, emailToolContext(deps), params.id);
    afterResponse(importEmailToolsSoon);
    return { success: true as const, email_tool: tool };
  },
);
