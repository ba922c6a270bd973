/** The header in which the proxy tells pages their own address. */
export const PAGE_ADDRESS_HEADER = 'x-page-address';

/** Where to go after signing in: an address of our own pages, or home for anything else. */
export function safeNext(address: string | undefined): string {
  return address && /^\/(?![/\\])[^\\\s]*$/.test(address) && !/^\/(api|sign-in|invite)\b/.test(address) ? address : '/';
}
