import dns from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { isIP, type LookupFunction } from 'node:net';
import type { Transport } from '../registries/transport';
import { isPublicAddress, PrivateAddressError } from './addresses';

/** As Node looks names up, but for names with any address that is not public. */
const publicLookup: LookupFunction = (name, options, callback) => {
  dns.lookup(name, { ...options, all: true }, (error, found) => {
    if (error) return callback(error, '', 0);
    if (!found.every(({ address }) => isPublicAddress(address))) {
      return callback(new PrivateAddressError(name), '', 0);
    }
    return options.all
      ? callback(null, found)
      : callback(null, found[0].address, found[0].family);
  });
};

/**
 * Asks one address and connects to public addresses only, but for hosts that
 * may be private. What a name leads to is checked where the connection is made,
 * so that a second answer of the name's server changes nothing.
 *
 * @param mayBePrivate - whether a host (`name:port` where it has one) may be
 */
export function ociTransport(
  mayBePrivate: (host: string) => boolean,
): Transport {
  return async (address, { headers, signal }) => {
    const url = new URL(address);
    const trusted = mayBePrivate(url.host);
    const name = url.hostname.replace(/^\[|\]$/g, '');
    if (!trusted && isIP(name) !== 0 && !isPublicAddress(name)) {
      throw new PrivateAddressError(url.host);
    }
    const { request } = url.protocol === 'https:' ? https : http;
    const response = await new Promise<http.IncomingMessage>(
      (resolve, reject) => {
        const asking = request(url, {
          headers,
          signal,
          // A connection of somebody else may lead where this one must not.
          agent: false,
          lookup: trusted ? undefined : publicLookup,
        });
        // What goes wrong later goes wrong for whoever reads the body.
        asking.once('response', resolve).on('error', reject).end();
      },
    );
    return {
      status: response.statusCode ?? 0,
      header: header => {
        const value = response.headers[header];
        return Array.isArray(value) ? value.join(', ') : value;
      },
      body: response,
    };
  };
}
