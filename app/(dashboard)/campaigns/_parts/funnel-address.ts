/** What of an address says which funnel is shown. */
interface Params {
  get(name: string): string | null;
}

const shown = ['client', 'campaign', 'from', 'to', 'trend'] as const;

/** The search parameters of the API for what an address asks for; a period is compared with the one before. */
export function funnelSearch(params: Params): string {
  const search = new URLSearchParams();
  for (const name of shown) {
    const value = params.get(name);
    if (value) search.set(name, value);
  }
  if (search.has('from') && search.has('to')) search.set('compare', 'previous');
  return search.toString();
}

/** The same without what only the trend is drawn by: whom and when. */
export function scopeSearch(params: Params): string {
  const search = new URLSearchParams(funnelSearch(params));
  search.delete('trend');
  search.delete('compare');
  return search.toString();
}
