import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isPublicAddress } from '@/lib/webhook-outbox/endpoints/internal/public-address';

export interface ResolvedAddress {
  address: string;
  family: number;
}

/** Where requests that customers ask for may go. */
export interface Egress {
  /** Every address of a name, asked for anew at each connection. */
  resolve(host: string): Promise<ResolvedAddress[]>;
  /** Asked of the very address that is about to be connected to. */
  mayConnect(address: string, port: number): boolean;
  /** Whether a host may be spoken to without TLS. */
  mayGoPlain(host: string, port: number): boolean;
}

export interface EgressOptions {
  resolve?: Egress['resolve'];
  /** `address:port` of receivers on this machine that are let through, also without TLS; none unless told. */
  localReceivers?: readonly string[];
}

/** The public internet over TLS, and nothing else but the receivers named. */
export function createEgress({ resolve = resolveAll, localReceivers = [] }: EgressOptions = {}): Egress {
  const named = new Set(localReceivers);
  return {
    resolve,
    mayConnect: (address, port) => isPublicAddress(address) || named.has(`${address}:${port}`),
    mayGoPlain: (host, port) => named.has(`${host}:${port}`),
  };
}

/** Why an address cannot be a receiver, in a sentence; null when nothing speaks against it before connecting. */
export function faultOfAddress(egress: Egress, text: string): string | null {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (!url || !/^https?:$/.test(url.protocol)) return 'Enter a full URL that starts with https://.';
  if (url.username || url.password)
    return 'Remove the user name and password from the URL. Verify the signature instead.';
  const host = hostOf(url);
  const port = portOf(url);
  if (url.protocol === 'http:' && !egress.mayGoPlain(host, port)) return 'The URL must start with https://.';
  if (isIP(host) !== 0) return egress.mayConnect(host, port) ? null : 'This address isn’t on the public internet.';
  if (isInnerName(host)) return 'This host isn’t on the public internet.';
  return null;
}

/** The host as it is connected to: IPv6 without its brackets; numbers in any notation are dotted by now. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '');
}

export function portOf(url: URL): number {
  return Number(url.port) || (url.protocol === 'https:' ? 443 : 80);
}

/** Names that only mean something within a machine, a network or a cloud. */
function isInnerName(host: string): boolean {
  const name = host.toLowerCase().replace(/\.$/, '');
  return !name.includes('.') || /\.(localhost|local|internal|intranet|lan|home|corp|home\.arpa)$/.test(name);
}

function resolveAll(host: string): Promise<ResolvedAddress[]> {
  return lookup(host, { all: true, verbatim: true });
}
