import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isPublicAddress } from '@/lib/webhook-outbox/endpoints/internal/public-address';

interface ResolvedAddress {
  address: string;
  family: number;
}

/** Where requests to customers' URLs may go. */
export interface Egress {
  /** Every address of a name, resolved again for each connection. */
  resolve(host: string): Promise<ResolvedAddress[]>;
  /** Checked for the very address of the connection. */
  mayConnect(address: string, port: number): boolean;
  /** Whether a host may be reached without TLS. */
  mayGoPlain(host: string, port: number): boolean;
}

interface EgressOptions {
  resolve?: Egress['resolve'];
  /** `address:port` of receivers on this machine that are allowed, also without TLS; none by default. */
  localReceivers?: readonly string[];
}

/** Allows the public internet over TLS, and the named local receivers. */
export function createEgress({ resolve = resolveAll, localReceivers = [] }: EgressOptions = {}): Egress {
  const named = new Set(localReceivers);
  return {
    resolve,
    mayConnect: (address, port) => isPublicAddress(address) || named.has(`${address}:${port}`),
    mayGoPlain: (host, port) => named.has(`${host}:${port}`),
  };
}

/** Why a URL cannot be used, in a sentence; null when it may be. */
export function faultOfAddress(egress: Egress, text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol)) return 'Enter a full URL that starts with https://.';
  if (url.username || url.password)
    return 'Remove the user name and password from the URL. Verify the signature instead.';
  const host = hostOf(url);
  const port = portOf(url);
  if (url.protocol === 'http:' && !egress.mayGoPlain(host, port)) return 'The URL must start with https://.';
  if (isIP(host) !== 0) return egress.mayConnect(host, port) ? null : 'This address isn’t on the public internet.';
  if (isPrivateName(host)) return 'This host isn’t on the public internet.';
  return null;
}

/** The host to connect to: IPv6 without brackets; `URL` has normalized numeric notations. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

export function portOf(url: URL): number {
  return Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
}

/** Names that only resolve within a machine, a network or a cloud. */
function isPrivateName(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  return !name.includes('.') || /\.(localhost|local|internal|intranet|lan|home|corp|home\.arpa)$/.test(name);
}

function resolveAll(host: string): Promise<ResolvedAddress[]> {
  return lookup(host, { all: true, verbatim: true });
}
