import { rawRoutes, routes } from '@/app/api/route-table';
import { inRequestScope } from '@/lib/http/request-scope';
import { describeApi } from '@/lib/http/routes/describe-api';
import { getDeps } from '@/lib/wiring/deps';

/** The API's own description, OpenAPI 3.1. */
export function GET(request: Request): Promise<Response> {
  return inRequestScope(request, '/api/openapi.json', getDeps(), async ({ deps }) =>
    Response.json(describeApi(routes, rawRoutes, { appUrl: deps.config.appUrl })),
  );
}
