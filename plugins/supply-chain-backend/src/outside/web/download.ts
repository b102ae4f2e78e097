import { visiblePath } from '../../messages/secrets';
import { decodeText } from '@safety-curtain/input';
import { ResponseError } from '@backstage/errors';
import { createWriteStream } from 'node:fs';
import fs from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';

/** A download that was not stopped by the server's or our own limits. */
export type Download =
  | { unchanged: true; lastModified?: string }
  | { unchanged: false; file: string; etag?: string; lastModified?: string };

/** Feeds answer within seconds; a dump of an ecosystem takes minutes. */
const TIMEOUT_MS = 15 * 60_000;

/**
 * Fetches an address into a file, or learns that it is as it was. The file is
 * inside `folder`. Throws `ResponseError` for an answer other than success.
 */
export async function download(
  url: string,
  options: {
    folder: string;
    etag?: string;
    /** Value of the `Authorization` header; none goes to another host. */
    authorization?: string;
    maxBytes: number;
    signal: AbortSignal;
  },
): Promise<Download> {
  const response = await fetch(url, {
    headers: {
      ...(options.etag && { 'If-None-Match': options.etag }),
      ...(options.authorization && { Authorization: options.authorization }),
    },
    signal: AbortSignal.any([options.signal, AbortSignal.timeout(TIMEOUT_MS)]),
  });
  const lastModified = response.headers.get('last-modified') ?? undefined;
  if (response.status === 304) {
    await response.body?.cancel();
    return { unchanged: true, lastModified };
  }
  if (!response.ok || !response.body) {
    throw await ResponseError.fromResponse(response);
  }
  const file = path.join(
    options.folder,
    `download-${Date.now()}-${Math.random().toString(36).slice(2)}`,
  );
  await pipeline(
    Readable.fromWeb(response.body as ReadableStream),
    limitBytes(options.maxBytes, url),
    createWriteStream(file),
  );
  return {
    unchanged: false,
    file,
    etag: response.headers.get('etag') ?? undefined,
    lastModified,
  };
}

/** Fetches a small text. */
export async function fetchText(
  url: string,
  options: { maxBytes: number; signal: AbortSignal },
): Promise<string> {
  const response = await fetch(url, {
    signal: AbortSignal.any([options.signal, AbortSignal.timeout(TIMEOUT_MS)]),
  });
  if (!response.ok || !response.body) {
    throw await ResponseError.fromResponse(response);
  }
  const chunks: Buffer[] = [];
  await pipeline(
    Readable.fromWeb(response.body as ReadableStream),
    limitBytes(options.maxBytes, url),
    async (source: AsyncIterable<Buffer>) => {
      for await (const chunk of source) chunks.push(chunk);
    },
  );
  return decodeText(Buffer.concat(chunks));
}

/** A folder for downloads that is gone when the work is. */
export async function withTemporaryFolder<T>(
  work: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await fs.mkdtemp(path.join(os.tmpdir(), 'safety-curtain-'));
  try {
    return await work(folder);
  } finally {
    await fs.rm(folder, { recursive: true, force: true });
  }
}

/** More bytes than anything honest of its kind has. */
export class TooLargeError extends Error {
  name = 'TooLargeError';
  constructor(what: string, maxBytes: number) {
    super(`${what} is larger than ${maxBytes} bytes`);
  }
}

/** Fails a stream that grows beyond a bound, with a `TooLargeError`. */
export function limitBytes(maxBytes: number, name: string): Transform {
  let seen = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      seen += chunk.length;
      if (seen > maxBytes) {
        done(new TooLargeError(name, maxBytes));
      } else {
        done(null, chunk);
      }
    },
  });
}

/** An address for people: without credentials and query. */
export function describeUrl(url: string): string {
  const described = new URL(url);
  described.username = '';
  described.password = '';
  described.search = '';
  described.hash = '';
  described.pathname = visiblePath(described.pathname);
  return described.toString();
}
