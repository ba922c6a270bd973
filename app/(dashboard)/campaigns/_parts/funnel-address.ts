/** The part of an address that filters the funnel. */
interface Params {
  get(name: string): string | null;
}

const shown = ['client', 'campaign', 'from', 'to', 'trend'] as const;

/** The API query for an address; a period is compared with the previous one. */
export function funnelSearch(params: Params): string {
  const search = new URLSearchParams();
  for (const name of shown) {
    const value = params.get(name);
    if (value) search.set(name, value);
  }
  if (search.has('from') && search.has('to')) search.set('compare', 'previous');
  return search.toString();
}

/** The same without the parameters of the trend. */
export function scopeSearch(params: Params): string {
  const search = new URLSearchParams(funnelSearch(params));
  search.delete('trend');
  search.delete('compare');
  return search.toString();
}
