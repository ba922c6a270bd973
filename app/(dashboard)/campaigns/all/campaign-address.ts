const MAX_SEARCH = 100;

/** The query of `GET /api/campaigns` for an address. */
export function campaignAddress(params: { get(name: string): string | null }): string {
  const query = new URLSearchParams();
  const q = params.get('q')?.trim().slice(0, MAX_SEARCH);
  const client = params.get('client')?.slice(0, 64);
  if (q) query.set('q', q);
  if (client) query.set('client_id', client);
  return query.toString();
}
