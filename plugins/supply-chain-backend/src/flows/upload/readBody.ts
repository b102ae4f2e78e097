import {
  InputError,
  isError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { Busboy, BusboyInstance } from '@fastify/busboy';
import type { Request } from 'express';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import zlib from 'node:zlib';
import { RequestTimeoutError } from '../../outside/web/errors';
import { Pace, watchPace } from '../../outside/web/pace';
import { after } from '../../settings/timers';

/** A body is larger than allowed; answered with 413. */
export class BodyTooLargeError extends Error {
  name = 'PayloadTooLargeError';
  readonly statusCode = 413;
  constructor(limit: number) {
    super(`The document is larger than ${Math.floor(limit / 1024 / 1024)} MiB`);
  }
}

/** A body comes in a form that is not understood; answered with 415. */
export class UnsupportedBodyError extends Error {
  name = 'UnsupportedMediaTypeError';
  readonly statusCode = 415;
}

/** What a form is written around its file, at the most. */
const FORM_OVERHEAD = 64 * 1024;

/** A document that has arrived, in a file. */
export interface ReceivedDocument {
  file: string;
  sha256: string;
}

/**
 * Receives the document in a request's body: the body itself, or the one file
 * of a form; compressed with gzip or not. It goes to a file, so that a slow
 * client holds no memory. `limit` is in bytes and counts what comes out of the
 * compression, so that little cannot become much. Rejects with the reason of
 * `signal` where that is aborted.
 */
export async function receiveDocument(
  request: Request,
  file: string,
  {
    limit,
    pace,
    timeoutMs,
    signal,
  }: { limit: number; pace: Pace; timeoutMs: number; signal?: AbortSignal },
): Promise<ReceivedDocument> {
  signal?.throwIfAborted();
  const before = request.socket.bytesRead;
  let stop = () => undefined as void;
  const late = new Promise<never>((_, reject) => {
    const unwatch = watchPace(
      pace,
      { bytes: () => request.socket.bytesRead - before },
      reject,
    );
    const stopTimer = after(timeoutMs, () => {
      const seconds = timeoutMs / 1000;
      reject(
        new RequestTimeoutError(
          `The upload took longer than ${seconds} seconds`,
        ),
      );
    });
    const give = () => reject(signal?.reason);
    signal?.addEventListener('abort', give);
    stop = () => {
      signal?.removeEventListener('abort', give);
      unwatch();
      stopTimer();
    };
  });
  try {
    return await Promise.race([write(documentOf(request, limit), file), late]);
  } finally {
    stop();
  }
}

async function write(
  chunks: AsyncIterable<Buffer>,
  file: string,
): Promise<ReceivedDocument> {
  const hash = createHash('sha256');
  let size = 0;
  await pipeline(async function* measured() {
    for await (const chunk of chunks) {
      hash.update(chunk);
      size += chunk.length;
      yield chunk;
    }
  }, createWriteStream(file, { mode: 0o600 }));
  if (size === 0) throw new InputError('The body is empty');
  return { file, sha256: hash.digest('hex') };
}

function documentOf(request: Request, limit: number): AsyncGenerator<Buffer> {
  const type = request.headers['content-type'] ?? '';
  return /^multipart\/form-data/i.test(type)
    ? fileOfForm(request, limit)
    : plainChunks(request, limit);
}

/**
 * A body out of its compression, up to a limit. Where that is reached, the
 * rest is read and dropped: a client that is still sending sees the answer.
 */
async function* plainChunks(
  request: Request,
  limit: number,
  told = limit,
): AsyncGenerator<Buffer> {
  const source = decompressed(request);
  let size = 0;
  try {
    for await (const chunk of source.iterator({ destroyOnReturn: false })) {
      size += chunk.length;
      if (size > limit) throw new BodyTooLargeError(told);
      yield chunk;
    }
  } catch (error) {
    const code = isError(error) ? String(error.code ?? '') : '';
    if (code.startsWith('Z_')) {
      throw new InputError('The body is not valid gzip');
    }
    if (request.destroyed && !request.complete) {
      throw new ServiceUnavailableError('The upload was cut off');
    }
    throw error;
  } finally {
    request.unpipe();
    request.resume();
  }
}

function decompressed(request: Request): Readable {
  const encoding = String(
    request.headers['content-encoding'] ?? 'identity',
  ).toLowerCase();
  if (encoding === 'identity') return request;
  if (encoding === 'gzip' || encoding === 'x-gzip') {
    const gunzip = zlib.createGunzip();
    request.once('close', () => {
      if (!request.complete) gunzip.destroy(new Error('Cut off'));
    });
    return request.pipe(gunzip);
  }
  throw new UnsupportedBodyError(
    `Content-Encoding '${encoding.slice(
      0,
      50,
    )}' is not understood; use gzip or none`,
  );
}

/** The one file of a form; its other fields say nothing here. */
async function* fileOfForm(
  request: Request,
  limit: number,
): AsyncGenerator<Buffer> {
  const form = openForm(request);
  const chunks: Buffer[] = [];
  let files = 0;
  let size = 0;
  let failure: Error | undefined;
  const fail = (error: unknown) => {
    failure ??= new InputError(
      `The form is malformed: ${(error as Error).message}`,
    );
  };
  form.on('file', (_, file) => {
    files += 1;
    file.on('data', (chunk: Buffer) => {
      if (files === 1) chunks.push(chunk);
    });
    file.on('error', fail);
  });
  form.on('error', fail);
  const finished = once(form, 'finish').catch(fail);
  for await (const chunk of plainChunks(
    request,
    limit + FORM_OVERHEAD,
    limit,
  )) {
    // What is written goes to the file's listener at once: nothing piles up.
    if (!failure) form.write(chunk);
    for (const piece of chunks.splice(0)) {
      size += piece.length;
      if (size > limit) throw new BodyTooLargeError(limit);
      yield piece;
    }
  }
  if (!failure) {
    form.end();
    await finished;
  }
  if (failure) throw failure;
  if (files !== 1) {
    throw new InputError(
      files === 0
        ? 'The form holds no file'
        : 'The form holds several files; one SBOM is taken at a time',
    );
  }
  yield* chunks;
}

function openForm(request: Request): BusboyInstance {
  try {
    return new Busboy({
      headers: { 'content-type': String(request.headers['content-type']) },
      limits: { files: 2, fields: 0 },
    });
  } catch {
    throw new InputError('The form is malformed: it has no boundary');
  }
}
