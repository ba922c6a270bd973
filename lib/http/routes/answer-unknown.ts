import { notFound } from '@/lib/core/errors';
import { inRequestScope } from '@/lib/http/request-scope';
import { getDeps } from '@/lib/wiring/deps';

/** An address that no route has: a problem document like every other failure, not a page. */
export function answerUnknown(request: Request): Promise<Response> {
  return inRequestScope(request, '/api/[...unknown]', getDeps(), async () => {
    throw notFound('address');
  });
}
