import querystring, { type ParsedUrlQuery } from 'node:querystring';
import { json, type RestAnswer, usualError } from './rest-answer';
import { field } from './rest-request';

/** A list, newest first, cut into pages; a page above 0 can only be reached by the token of the one before it. */
export function pageOf<T extends { readonly sid: string }>(
  path: string,
  query: ParsedUrlQuery,
  name: string,
  newestFirst: Iterable<T>,
  render: (item: T) => unknown,
): RestAnswer {
  const pageSize = Number(field(query, 'PageSize') ?? 50);
  const page = Number(field(query, 'Page') ?? 0);
  const token = field(query, 'PageToken');
  if (!Number.isInteger(pageSize) || pageSize < 1 || pageSize > 1000) {
    return usualError(400, 10000, "'PageSize' must be 1 to 1000");
  }
  if (!Number.isInteger(page) || page < 0) return usualError(400, 10000, "'Page' is not valid");
  if (page > 0 && !token) return usualError(400, 10000, "'PageToken' is required for pages above 0");
  if (token && !token.startsWith('PA')) return usualError(400, 10000, "'PageToken' is not valid");

  const items: T[] = [];
  let more = false;
  let passedToken = token === null;
  for (const item of newestFirst) {
    if (!passedToken) {
      passedToken = item.sid === token?.slice(2);
      continue;
    }
    if (items.length === pageSize) {
      more = true;
      break;
    }
    items.push(item);
  }
  const filters = { ...query, Page: undefined, PageSize: undefined, PageToken: undefined };
  const uri = (number: number, pageToken: string | null) => {
    const kept = Object.entries(filters).filter(([, value]) => value !== undefined);
    const parts = { ...Object.fromEntries(kept), Page: number, PageSize: pageSize };
    return `${path}?${querystring.stringify(pageToken === null ? parts : { ...parts, PageToken: pageToken })}`;
  };
  const last = items.at(-1);
  return json(200, {
    uri: uri(page, token),
    first_page_uri: uri(0, null),
    next_page_uri: more && last ? uri(page + 1, `PA${last.sid}`) : null,
    previous_page_uri: page === 1 ? uri(0, null) : null,
    page,
    page_size: pageSize,
    [name]: items.map(render),
  });
}
