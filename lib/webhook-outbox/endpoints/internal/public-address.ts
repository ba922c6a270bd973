import { BlockList, isIPv4, isIPv6 } from 'node:net';

/** IPv4 networks outside the public internet: loopback, private, shared, documentation, multicast. */
const notPublic4: readonly (readonly [network: string, bits: number])[] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
  /** The platform's own services on Azure. */
  ['168.63.129.16', 32],
];

/** Reserved parts of the public IPv6 range, 2000::/3: protocols, documentation, embedded IPv4 (6to4, Teredo). */
const notPublic6: readonly (readonly [network: string, bits: number])[] = [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const refused4 = new BlockList();
for (const [network, bits] of notPublic4) refused4.addSubnet(network, bits, 'ipv4');

const refused6 = new BlockList();
for (const [network, bits] of notPublic6) refused6.addSubnet(network, bits, 'ipv6');

const global6 = new BlockList();
global6.addSubnet('2000::', 3, 'ipv6');

/**
 * Whether an IP address is on the public internet. IPv6 with an embedded IPv4 address (mapped, compatible, NAT64, 6to4) is
 * not: no name of a public service resolves to it.
 */
export function isPublicAddress(address: string): boolean {
  if (isIPv4(address)) return !refused4.check(address, 'ipv4');
  if (!isIPv6(address) || address.includes('%') || address.includes('.')) return false;
  return global6.check(address, 'ipv6') && !refused6.check(address, 'ipv6');
}
