import fs from 'node:fs';
import { Readable } from 'node:stream';
import { createGzip } from 'node:zlib';
import { BadInputError } from '../errors';
import { printable } from '../output/printable';
import { mediaTypeOf } from './mediaType';
import { retrying, UnavailableError } from './retrying';

const MAX_BYTES = 100 * 1024 * 1024;
const MAX_ANSWER = 1024 * 1024;

/** Where a document goes and what it is of. */
export interface UploadOptions {
  /** Base address of the backend plugin: `https://portal.example/api/supply-chain`. */
  url: string;
  /** The catalog entity: `component:default/shop`. */
  entity: string;
  revision?: string;
  release?: string;
  name?: string;
  token: string;
}

/**
 * Sends an SBOM to a portal's archive, compressed as it is read. Resolves to
 * the portal's answer. Throws `BadInputError` for a document or request that
 * the portal refuses, `UnavailableError` where it could not be reached.
 */
export async function upload(
  file: string,
  options: UploadOptions,
  wait?: (milliseconds: number) => Promise<void>,
): Promise<unknown> {
  checkFile(file);
  const address = addressOf(options);
  checkToken(options.token);
  const mediaType = await mediaTypeOf(file);
  const response = await retrying(
    () => send(file, address, mediaType, options.token),
    wait,
  );
  const answer = await readAnswer(response).catch(error => {
    throw new UnavailableError(`the answer broke off: ${error.message}`);
  });
  if (!response.ok) {
    throw new BadInputError(
      `${file} was refused: ${reasonIn(answer, response)}`,
    );
  }
  if (answer === undefined) {
    throw new BadInputError(`${address.origin} is no Safety Curtain: no JSON`);
  }
  return answer;
}

function checkFile(file: string): void {
  const stats = fs.statSync(file, { throwIfNoEntry: false });
  if (!stats?.isFile()) throw new BadInputError(`${file} is no file`);
  if (stats.size > MAX_BYTES) {
    throw new BadInputError(`${file} is larger than ${MAX_BYTES} bytes`);
  }
}

function addressOf({ url, entity, ...rest }: UploadOptions): URL {
  const base = URL.canParse(url) ? new URL(url) : undefined;
  if (!base || !/^https?:$/.test(base.protocol)) {
    throw new BadInputError('What --url names is not an http(s) address');
  }
  if (base.username || base.password) {
    throw new BadInputError(
      `The address of ${base.host} holds a user or password; a portal takes a token, from the environment`,
    );
  }
  base.pathname = `${base.pathname.replace(/\/+$/, '')}/sboms`;
  base.searchParams.set('entityRef', entity);
  for (const key of ['revision', 'release', 'name'] as const) {
    const value = rest[key];
    if (value !== undefined) base.searchParams.set(key, value);
  }
  return base;
}

/** An error of `fetch` would quote the token. */
function checkToken(token: string): void {
  if (!/^[\x20-\x7e]+$/.test(token)) {
    throw new BadInputError(
      'The token holds a line break or another character that no header can hold',
    );
  }
}

async function send(
  file: string,
  address: URL,
  mediaType: string,
  token: string,
): Promise<Response> {
  const source = fs.createReadStream(file);
  const body = source.pipe(createGzip());
  source.on('error', error => body.destroy(error));
  try {
    return await fetch(address, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'content-type': mediaType,
        'content-encoding': 'gzip',
        accept: 'application/json',
      },
      body: Readable.toWeb(body) as ReadableStream,
      duplex: 'half',
      // A token goes to the address that was named and nowhere else.
      redirect: 'manual',
    } as RequestInit);
  } finally {
    source.destroy();
  }
}

/** The JSON of an answer; undefined where it is none, or too much. */
async function readAnswer(response: Response): Promise<unknown> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk);
    size += chunk.length;
    if (size > MAX_ANSWER) return undefined;
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch {
    return undefined;
  }
}

/** The message of Backstage's errors: `{ error: { name, message } }`. */
function reasonIn(answer: unknown, { status }: Response): string {
  const { error } = (answer ?? {}) as { error?: { message?: unknown } };
  const message = typeof error?.message === 'string' ? error.message : '';
  return printable(message).trim() || `status ${status}`;
}
