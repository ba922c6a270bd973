import type { ProviderResult } from '@/lib/webhook-inbox/provider-context';

/**
 * The answer to a delivery that only hints at something, which is read from the provider behind the answer: 202 with
 * `accepted`. `null` is a repeat that was only counted.
 */
export function acceptedResponse(result: ProviderResult | null): Response {
  const status = result?.status === 'processed' ? 'accepted' : (result?.status ?? 'duplicate');
  return Response.json({ status }, { status: status === 'accepted' ? 202 : 200 });
}
