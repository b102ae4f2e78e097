import type { ReadableStream } from 'node:stream/web';
import type { Answer, Transport } from './transport';

/** Node's own `fetch`, with the proxies that the process is set up with. */
export const webTransport: Transport = async (
  url,
  { headers, signal },
): Promise<Answer> => {
  const response = await fetch(url, { headers, signal, redirect: 'manual' });
  return {
    status: response.status,
    header: name => response.headers.get(name) ?? undefined,
    body: (response.body as ReadableStream<Uint8Array> | null) ?? nothing(),
  };
};

async function* nothing(): AsyncGenerator<Uint8Array> {}
