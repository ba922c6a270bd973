import { inRequestScope } from '@/lib/http/request-scope';
import { checkHealth } from '@/lib/http/routes/check-health';
import { getDeps } from '@/lib/wiring/deps';

/** Outside the kit: its rate limit would need the very parts that are asked after. */
export function GET(request: Request): Promise<Response> {
  return inRequestScope(request, '/api/health', getDeps(), async ({ deps }) => Response.json(await checkHealth(deps)));
}
