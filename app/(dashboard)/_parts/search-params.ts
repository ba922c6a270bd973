/** Search parameters as a page gets them. */
export type PageSearch = Promise<Record<string, string | string[] | undefined>>;

/** Search parameters as a list's query reads them, on the server and in the browser. */
export interface AddressParams {
  get(name: string): string | null;
}

/** The same parameters as the browser has them; the first of a repeated one. */
export async function readSearch(search: PageSearch): Promise<URLSearchParams> {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(await search)) {
    const first = Array.isArray(value) ? value[0] : value;
    if (first !== undefined) params.set(name, first);
  }
  return params;
}
