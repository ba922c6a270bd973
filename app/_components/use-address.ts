'use client';

import { usePathname, useRouter, useSearchParams } from 'next/navigation';
import { useRef } from 'react';

/** New values of search parameters; null removes one. */
type AddressChange = Record<string, string | null>;

interface ChangeOptions {
  /** `push` adds a step that "back" undoes; `replace` does not. */
  history?: 'push' | 'replace';
  /** Renders the page on the server again. Not needed where the browser fetches by the parameters. */
  fromServer?: boolean;
}

/** A view's state in its address (filters, search, the open drawer), so that it can be shared and revisited. */
export function useAddress() {
  const pathname = usePathname();
  const params = useSearchParams();
  const router = useRouter();

  function hrefWith(changes: AddressChange): string {
    const next = new URLSearchParams(params);
    for (const [key, value] of Object.entries(changes)) {
      if (value === null || value === '') next.delete(key);
      else next.set(key, value);
    }
    const query = next.toString();
    return query ? `${pathname}?${query}` : pathname;
  }

  function change(changes: AddressChange, { history = 'replace', fromServer = false }: ChangeOptions = {}) {
    const href = hrefWith(changes);
    if (fromServer) {
      if (history === 'push') router.push(href, { scroll: false });
      else router.replace(href, { scroll: false });
    } else if (history === 'push') window.history.pushState(null, '', href);
    else window.history.replaceState(null, '', href);
  }

  return { params, hrefWith, change };
}

/** A drawer whose content is named in the address: opening adds a step, "back" closes it. */
export function useAddressDrawer(param: string) {
  const { params, hrefWith, change } = useAddress();
  const isOpenedHere = useRef(false);
  const openId = params.get(param);

  return {
    /** Id of what is open, or null. */
    openId,
    /** Address of a row with its drawer open. */
    hrefFor: (id: string) => hrefWith({ [param]: id }),
    open(id: string) {
      change({ [param]: id }, { history: openId === null ? 'push' : 'replace' });
      if (openId === null) isOpenedHere.current = true;
    },
    close() {
      // Going back removes the step that opening added; a drawer opened by its address added none.
      if (isOpenedHere.current) window.history.back();
      else change({ [param]: null });
      isOpenedHere.current = false;
    },
  };
}
