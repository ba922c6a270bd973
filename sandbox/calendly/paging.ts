import { type Answer, json } from '@/sandbox/provider-kit/answer';
import type { SimulatedRequest } from '@/sandbox/provider-kit/request';
import { invalid } from './refusal';

const API = 'https://api.calendly.com';

/** One page of a list, and the way to the others. @throws Refusal 400 for a token that is not of this list */
export function page(request: SimulatedRequest, items: readonly object[], count: number): Answer {
  const listed = new URLSearchParams(request.query);
  listed.delete('page_token');
  const list = Buffer.from(`${request.path}?${listed}`).toString('base64url').slice(-24);
  const from = offsetOf(request.query.get('page_token'), list);
  const token = (offset: number) => `${offset}~${list}`;
  const address = (offset: number | null) => {
    if (offset === null) return null;
    const query = new URLSearchParams(listed);
    query.set('page_token', token(offset));
    return `${API}${request.path}?${query}`;
  };
  const next = from + count < items.length ? from + count : null;
  const previous = from > 0 ? Math.max(0, from - count) : null;
  return json(200, {
    collection: items.slice(from, from + count),
    pagination: {
      count: Math.min(count, Math.max(0, items.length - from)),
      next_page: address(next),
      previous_page: address(previous),
      next_page_token: next === null ? null : token(next),
      previous_page_token: previous === null ? null : token(previous),
    },
  });
}

function offsetOf(token: string | null, list: string): number {
  if (token === null) return 0;
  const [offset = '', of] = token.split('~');
  if (of !== list || !/^\d+$/.test(offset)) throw invalid({ parameter: 'page_token', message: 'is invalid' });
  return Number(offset);
}
