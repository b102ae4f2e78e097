import { BlockList, isIP } from 'node:net';

/** What is not of the public internet: own machines, private networks, metadata services. */
const NOT_PUBLIC = new BlockList();
const RANGES_4: readonly [string, number][] = [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  // Azure's own services in every virtual network.
  ['168.63.129.16', 32],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
];
const RANGES_6: readonly [string, number][] = [
  // IPv4 addresses in IPv6 ones: compatible, mapped (judged as IPv4 where they are), translated,
  // NAT64 and 6to4; `::` and `::1` are in the first.
  ['::', 96],
  ['::ffff:0:0:0', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8],
];
for (const [net, prefix] of RANGES_4) {
  NOT_PUBLIC.addSubnet(net, prefix, 'ipv4');
}
for (const [net, prefix] of RANGES_6) {
  NOT_PUBLIC.addSubnet(net, prefix, 'ipv6');
}

/** Whether an IP address is of the public internet. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address);
  if (family === 0) return false;
  return !NOT_PUBLIC.check(address, family === 6 ? 'ipv6' : 'ipv4');
}

/** Tells that an address is left alone: nothing that a registry says leads there. */
export class PrivateAddressError extends Error {
  name = 'PrivateAddressError';
  constructor(host: string) {
    super(
      `${host} has an address that is not public; where it is to be asked, it is named in supplyChain.images.registries`,
    );
  }
}
