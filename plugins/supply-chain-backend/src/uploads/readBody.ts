import {
  InputError,
  isError,
  ServiceUnavailableError,
} from '@backstage/errors';
import { Busboy, BusboyInstance } from '@fastify/busboy';
import type { Request } from 'express';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import zlib from 'node:zlib';

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

/**
 * The document in a request's body: the body itself, or the one file of a
 * form; compressed with gzip or not. `limit` is in bytes and counts what comes
 * out of the compression, so that little cannot become much.
 */
export async function readDocumentBody(
  request: Request,
  limit: number,
): Promise<Buffer> {
  const type = request.headers['content-type'] ?? '';
  const bytes = /^multipart\/form-data/i.test(type)
    ? await fileOfForm(request, limit)
    : await collect(request, limit);
  if (bytes.length === 0) throw new InputError('The body is empty');
  return bytes;
}

async function collect(request: Request, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of plainChunks(request, limit)) chunks.push(chunk);
  return Buffer.concat(chunks);
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
async function fileOfForm(request: Request, limit: number): Promise<Buffer> {
  const form = openForm(request);
  const chunks: Buffer[] = [];
  let files = 0;
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
  const bytes = Buffer.concat(chunks);
  if (bytes.length > limit) throw new BodyTooLargeError(limit);
  return bytes;
}

function openForm(request: Request): BusboyInstance {
  try {
    return new Busboy({
      headers: { 'content-type': String(request.headers['content-type']) },
      limits: { files: 2, fields: 0 },
    });
  } catch {
    throw new InputError('The form is malformed: it names no boundary');
  }
}
