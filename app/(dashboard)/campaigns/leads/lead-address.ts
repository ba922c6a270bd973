import { leadStages } from '@/lib/contracts/leads';

const MAX_SEARCH = 100;

/** The filter parameters. */
export const leadFilters = ['campaign', 'client', 'stage', 'q'] as const;

/** The query of `GET /api/leads` for an address. Unknown values are dropped. */
export function leadAddress(params: { get(name: string): string | null }): string {
  const query = new URLSearchParams();
  const add = (name: string, value: string | null | undefined) => {
    if (value) query.set(name, value);
  };
  add('campaign_id', params.get('campaign')?.slice(0, 64));
  add('client_id', params.get('client')?.slice(0, 64));
  add(
    'stage',
    leadStages.find((stage) => stage === params.get('stage')),
  );
  add('q', params.get('q')?.trim().slice(0, MAX_SEARCH));
  return query.toString();
}
