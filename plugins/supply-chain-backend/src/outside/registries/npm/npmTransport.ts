import fetch from 'make-fetch-happen';
import { getAuth } from 'npm-registry-fetch';
import type { Answer, Transport } from '../transport';
import type { NpmOptions } from '@safety-curtain/npm-configuration';

/** npm's client: its proxies, certificates, connections and credentials. */
export function npmTransport(
  configuration: () => Promise<NpmOptions>,
): Transport {
  return async (url, { headers, signal }): Promise<Answer> => {
    const options = await configuration();
    const credentials = getAuth(url, options);
    const response = await fetch(url, {
      ca: options.ca,
      cert: credentials.cert ?? options.cert,
      key: credentials.key ?? options.key,
      localAddress: options.localAddress,
      maxSockets: options.maxSockets,
      noProxy: options.noProxy,
      proxy: options.httpsProxy ?? options.proxy,
      strictSSL: options.strictSSL,
      // Who asks decides when to ask again, and how far to follow.
      retry: { retries: 0 },
      redirect: 'manual',
      signal,
      headers: {
        ...headers,
        ...authorizationOf(credentials),
      },
    });
    // The stream fails where nobody reads it any more, and an error that
    // nobody listens for would end the process.
    response.body.on('error', () => undefined);
    return {
      status: response.status,
      header: name => response.headers.get(name) ?? undefined,
      body: response.body,
    };
  };
}

function authorizationOf({
  token,
  auth,
}: {
  token: string | null;
  auth: string | null;
}) {
  if (token) return { authorization: `Bearer ${token}` };
  return auth ? { authorization: `Basic ${auth}` } : {};
}
