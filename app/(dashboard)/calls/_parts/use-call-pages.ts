'use client';

import type { z } from 'zod';
import { type FirstPage, usePages } from '@/app/_components/list/use-pages';
import type { AddressParams } from '@/app/(dashboard)/_parts/search-params';
import type { listCallsResponse } from '@/lib/contracts/calls';
import { callQuery } from './call-address';

type CallPage = z.infer<typeof listCallsResponse>;
export type FirstCalls = FirstPage<CallPage>;

const CALM_MS = 10_000;
const LIVELY_MS = 2_000;

/** The calls of an address, newest first, page by page, kept fresh; faster while one is live. */
export function useCallPages(params: AddressParams, timeZone: string, first: FirstCalls) {
  const { pages, ...list } = usePages('/api/calls', callQuery(params, timeZone), first, freshMs);
  return { ...list, calls: pages?.flatMap(({ calls }) => calls) };
}

export type CallPages = ReturnType<typeof useCallPages>;

function freshMs(pages: CallPage[]): number {
  return pages.some(({ calls }) => calls.some(({ live }) => live)) ? LIVELY_MS : CALM_MS;
}
